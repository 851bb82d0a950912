import assert from 'node:assert/strict';
import pg from 'pg';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { useSearch } from '../../../../tests/support/backend/use-search.ts';

describe('search', () => {
  const { backend, listOf, ask, found } = useSearch();

  it('finds by 10 kB of text what has all of its first words', async () => {
    const description = 'lorem ipsum dolor sit amet, consectetur; '.repeat(240);
    const eve = await listOf({ title: 'long', description: description.trim() }, 'lorem ipsum');
    assert.deepEqual(await found(eve, description), ['long']);
    assert.deepEqual(await found(eve, 'x'.repeat(10_000)), []);
    assert.deepEqual(await found(eve, '%"'.repeat(5000)), []);
    assert.deepEqual(await found(eve, 'ж '.repeat(4999)), []);
  });

  it('finds words that are longer than an index takes', async () => {
    const eve = await listOf({ title: 'long', description: `${'ü'.repeat(600)} ${'y'.repeat(2040)}` }, 'other');
    for (const q of ['u'.repeat(300), 'ü'.repeat(600), 'y'.repeat(254), 'y'.repeat(256), 'y'.repeat(3000)]) {
      assert.deepEqual(await found(eve, q), ['long']);
      assert.deepEqual(await found(eve, `${q} long`, 'sort=title'), ['long']);
    }
  });

  it('for many short words that no task has ends after five seconds, and asks for fewer or longer words', async () => {
    const client = await backend.register();
    await backend.orm.em.execute(
      `insert into task (id, owner_id, title, description, priority, tags, version, created_at, updated_at)
       select gen_random_uuid(), ?, 'task ' || n, '', 'medium', '{}', 1, now(), now() from generate_series(1, 100) n`,
      [client.userId],
    );
    // As if each task were as slow to compare as ten thousand.
    const owner = new pg.Client(backend.database.ownerUrl);
    await owner.connect();
    await owner.query(`
      create or replace function search_folded(content text) returns text language sql immutable strict cost 1000
        as $$ select lower(content) from pg_sleep(0.1) $$`);
    await owner.end();
    assertProblem(await ask(client, 't ta a as ask s sk k'), 400, 'validation_failed', 'query.q');
    assert.equal((await client.get('/api/tasks')).status, 200);
  });
});
