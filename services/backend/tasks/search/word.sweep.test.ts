import assert from 'node:assert/strict';
import { Client } from 'pg';
import { poolOf } from '../../../../shared/database/orm.ts';
import { createLogger } from '../../../../shared/logger.ts';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { eventually } from '../../../../tests/support/eventually.ts';
import { startWordSweep, sweepWords } from './word.sweep.ts';

describe('the words among which similar ones are looked for', () => {
  const backend = useBackend();
  const sweep = async () => sweepWords(await poolOf(backend.orm));

  async function wordsOf(userId: string): Promise<string[]> {
    const rows = await backend.orm.em.execute<{ word: string }[]>(
      'select word from task_word where owner_id = ? order by word',
      [userId],
    );
    return rows.map(({ word }) => word);
  }

  it('are those of titles and descriptions, each once for each person', async () => {
    const ada = await backend.register();
    const eve = await backend.register();
    await ada.post('/api/tasks/batch', {
      tasks: [{ title: 'Buy Milk' }, { title: 'milk', description: 'CAFÉ, milk/bread' }],
    });
    await eve.post('/api/tasks', { title: 'Milk' });
    assert.deepEqual(await wordsOf(ada.userId), ['bread', 'buy', 'cafe', 'milk']);
    assert.deepEqual(await wordsOf(eve.userId), ['milk']);
  });

  it('are added and removed with the text of a task, unless another task has them', async () => {
    const ada = await backend.register();
    const { body: first } = await ada.post('/api/tasks', { title: 'buy milk' });
    const { body: second } = await ada.post('/api/tasks', { title: 'buy bread' });
    await ada.patch(`/api/tasks/${first.id}`, { title: 'sell milk' });
    await sweep();
    assert.deepEqual(await wordsOf(ada.userId), ['bread', 'buy', 'milk', 'sell']);
    await ada.delete(`/api/tasks/${second.id}`);
    await sweep();
    assert.deepEqual(await wordsOf(ada.userId), ['milk', 'sell']);
    assert.equal(await sweep(), 0);
  });

  it('are not written when nothing of the text changes', async () => {
    const ada = await backend.register();
    const { body } = await ada.post('/api/tasks', { title: 'buy milk' });
    await ada.patch(`/api/tasks/${body.id}`, { title: 'milk buy', priority: 'high' });
    await ada.post(`/api/tasks/${body.id}/complete`);
    assert.equal(await sweep(), 0);
  });

  it('are read only when the text changes', async () => {
    const ada = await backend.register();
    const { body } = await ada.post('/api/tasks', { title: 'buy milk' });
    const owner = new Client(backend.database.ownerUrl);
    await owner.connect();
    try {
      // These count how often the database reads a text: for its words, and for the index of the search.
      await owner.query(`begin;
        create sequence read_words; create sequence read_text;
        create or replace function spelt_words(content text) returns setof text language plpgsql as $$
          begin perform nextval('read_words'); return next 'x'; end $$;
        create or replace function task_search(title text, description text, tags text[]) returns tsvector
          immutable language plpgsql as $$ begin perform nextval('read_text'); return 'x'; end $$`);
      const reads = async (change: string) => {
        await owner.query(`update task set ${change} where id = $1`, [body.id]);
        const { rows } = await owner.query(
          'select pg_sequence_last_value($1)::int as words, pg_sequence_last_value($2)::int as text',
          ['read_words', 'read_text'],
        );
        return rows[0];
      };
      assert.deepEqual(await reads(`completed_at = now(), priority = 'high', version = 2`), {
        words: null,
        text: null,
      });
      assert.deepEqual(await reads(`title = 'buy bread'`), { words: 3, text: 1 });
    } finally {
      await owner.end();
    }
  });

  it('are swept up only when no task of their person is being written', async () => {
    const ada = await backend.register();
    const { body } = await ada.post('/api/tasks', { title: 'milk' });
    await ada.delete(`/api/tasks/${body.id}`);
    await backend.orm.em.fork().transactional(async (tx) => {
      await tx.execute(
        `insert into task (id, owner_id, title, description, priority, tags, version, created_at, updated_at)
           values (gen_random_uuid(), ?, 'milk', '', 'medium', '{}', 1, now(), now())`,
        [ada.userId],
      );
      assert.equal(await sweep(), 0);
    });
    assert.equal(await sweep(), 1);
    assert.deepEqual(await wordsOf(ada.userId), ['milk']);
  });

  it('are swept up again and again while the service runs', async () => {
    const ada = await backend.register();
    const stop = startWordSweep({
      pool: await poolOf(backend.orm),
      logger: createLogger('backend', 'silent'),
      everyMs: 1,
    });
    try {
      for (const title of ['milk', 'bread']) {
        const { body } = await ada.post('/api/tasks', { title });
        await ada.delete(`/api/tasks/${body.id}`);
        await eventually('the word is gone', async () => (await wordsOf(ada.userId)).length === 0);
      }
    } finally {
      await stop();
    }
  });

  it('go with the account', async () => {
    const ada = await backend.register();
    const { body } = await ada.post('/api/tasks', { title: 'Xylophone lesson' });
    await ada.patch(`/api/tasks/${body.id}`, { title: 'Zither lesson' });
    await ada.post('/api/tasks', { title: 'Ukulele' });
    assert.equal(
      (await backend.orm.em.execute('select from task_word_removal where owner_id = ?', [ada.userId])).length,
      1,
    );
    await backend.orm.em.execute('select erase_account(?)', [ada.userId]);
    for (const table of ['task_word', 'task_word_removal']) {
      assert.deepEqual(await backend.orm.em.execute(`select * from ${table} where owner_id = ?`, [ada.userId]), []);
    }
  });
});
