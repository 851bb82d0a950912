import assert from 'node:assert/strict';
import type { ApiResponse } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { countRows } from '../../../../tests/support/backend/count-rows.ts';
import { due, useTransfer } from '../../../../tests/support/backend/use-transfer.ts';
import { waitingSessions } from '../../../../tests/support/database.ts';
import { eventually } from '../../../../tests/support/eventually.ts';

describe('imports, where tasks are there already,', () => {
  const { backend, ada, exported, bring, add, listed, succeed, fillList } = useTransfer();

  it('add nothing a second time, and leave alone what was changed since', async () => {
    await fillList();
    const file = await exported(ada);
    const [first] = await listed(ada);
    await ada.patch(`/api/tasks/${first?.id}`, { title: 'Changed since' });
    const before = await countRows(backend.orm);
    const tasks = await listed(ada);
    assert.deepEqual((await ada.post('/api/import', file)).body, { imported: 0, skipped: 6 });
    assert.deepEqual(await countRows(backend.orm), before);
    assert.deepEqual(await listed(ada), tasks);
  });

  it('bring back one that was deleted, alone', async () => {
    await fillList();
    const file = await exported(ada);
    const [first] = await listed(ada);
    await ada.delete(`/api/tasks/${first?.id}`);
    assert.deepEqual((await ada.post('/api/import', file)).body, { imported: 1, skipped: 5 });
    assert.deepEqual(await exported(ada), file);
  });

  it('add no second task for an occurrence that has been made anew', async () => {
    const rent = await add({ title: 'Rent', due, recurrence: { frequency: 'monthly' } });
    const completed = (await ada.post(`/api/tasks/${rent.id}/complete`)).body;
    await succeed(completed);
    const file = await exported(ada);
    const reopened = await ada.post(`/api/tasks/${rent.id}/reopen`);
    assert.equal((await listed(ada)).length, 1);
    await succeed((await ada.post(`/api/tasks/${reopened.body.id}/complete`)).body);
    assert.deepEqual((await ada.post('/api/import', file)).body, { imported: 0, skipped: 2 });
    assert.equal((await listed(ada)).length, 2);
  });

  it('give a copy in another account ids of its own, the same ones each time', async () => {
    await fillList();
    const file = await exported(ada);
    const tasks = await listed(ada);
    const eve = await backend.register();
    assert.deepEqual((await eve.post('/api/import', file)).body, { imported: 6, skipped: 0 });
    assert.deepEqual((await eve.post('/api/import', file)).body, { imported: 0, skipped: 6 });
    const copy = await exported(eve);
    const ids = new Map(file.tasks.map(({ id }, index) => [id, copy.tasks[index]?.['id']]));
    assert.equal([...ids].filter(([id, copied]) => id === copied).length, 0);
    const theSame = (task: Record<string, unknown>) => ({
      ...task,
      id: null,
      seriesId: task['seriesId'] && 'a series',
      successorId: null,
      reminders: (task['reminders'] as object[]).map((reminder) => ({ ...reminder, id: null })),
    });
    assert.deepEqual(copy.tasks.map(theSame), file.tasks.map(theSame));
    assert.deepEqual(
      copy.tasks.map(({ successorId }) => successorId),
      file.tasks.map(({ successorId }) => (successorId ? ids.get(successorId) : null)),
    );
    assert.deepEqual(await listed(ada), tasks, 'the tasks of the first account are as they were');
  });

  it('are refused, with the advice to try again, where another account takes the same ids at this moment', async () => {
    const eve = await backend.register();
    const tasks = [{ id: crypto.randomUUID(), title: 'Of both' }];
    let importing: Promise<ApiResponse> | undefined;
    await backend.orm.em.fork().transactional(async (tx) => {
      await tx.execute(
        `insert into task (id, owner_id, title, description, priority, tags, version, created_at, updated_at)
         values (?, ?, 'Of both', '', 'low', '{}', 1, now(), now())`,
        [tasks[0]?.id, eve.userId],
      );
      importing = bring(ada, tasks);
      await eventually('the import waits', async () => (await waitingSessions(tx)) > 0);
    });
    assertProblem((await importing)!, 409, 'conflict');
    assert.deepEqual((await bring(ada, tasks)).body, { imported: 1, skipped: 0 });
  });

  it('do not duplicate when two imports of a person run at once', async () => {
    const tasks = Array.from({ length: 20 }, () => ({ id: crypto.randomUUID(), title: 'x' }));
    const responses = await Promise.all([bring(ada, tasks), bring(ada, tasks), bring(ada, tasks)]);
    assert.deepEqual(responses.map(({ body }) => body.imported).sort(), [0, 0, 20]);
  });

  it('need no ids: each task gets a new one, in the order of the file, and comes again with the next import', async () => {
    const tasks = [
      { title: 'First', due: { date: '2026-01-31' }, completed: true },
      { id: null, title: 'Second' },
    ];
    assert.deepEqual((await bring(ada, tasks)).body, { imported: 2, skipped: 0 });
    assert.deepEqual((await bring(ada, tasks)).body, { imported: 2, skipped: 0 });
    const all = (await listed(ada)) as unknown as { id: string; title: string; due: object; completedAt: string }[];
    assert.deepEqual(
      all.map(({ title }) => title),
      ['First', 'Second', 'First', 'Second'],
    );
    assert.equal(new Set(all.map(({ id }) => id)).size, 4);
    for (const { id } of all) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    assert.deepEqual(all[0]?.due, { date: '2026-01-31', time: null, timeZone: 'Europe/Berlin' });
    assert.equal(all[0]?.completedAt, backend.clock.now.toISOString());
  });

  it('know a task again by an id of another program, in each account by itself', async () => {
    const tasks = [
      { id: 7, title: 'Seven' },
      { id: 'abc', title: 'Abc' },
    ];
    const eve = await backend.register();
    for (const [imported, skipped] of [
      [2, 0],
      [0, 2],
    ]) {
      for (const person of [ada, eve]) {
        const { body } = await bring(person, tasks);
        assert.deepEqual([body.imported, body.skipped], [imported, skipped]);
      }
    }
  });
});
