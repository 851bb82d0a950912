import assert from 'node:assert/strict';
import { password, request } from '../../../tests/support/api-client.ts';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { due, useTransfer } from '../../../tests/support/backend/use-transfer.ts';

describe('export and import', () => {
  const { backend, ada, exported, bring, add, listed, succeed, check, fillList } = useTransfer();

  it('bring the same tasks back after the account was deleted', async () => {
    await fillList();
    const file = await exported(ada);
    const tasks = await listed(ada);
    assert.equal(tasks.length, 6);
    assert.equal((await ada.delete('/api/auth/me', { password })).status, 204);
    const again = await backend.register('Asia/Tokyo');
    assert.deepEqual((await again.post('/api/import', file)).body, { imported: 6, skipped: 0 });
    assert.deepEqual(await listed(again), tasks);
    assert.deepEqual(await exported(again), file);
  });

  it('answer a file, of which a list that is empty has one too', async () => {
    const json = await ada.get('/api/export');
    assert.equal(json.headers.get('content-disposition'), 'attachment; filename="tasks.json"');
    assert.match(json.headers.get('content-type')!, /^application\/json/);
    assert.deepEqual(json.body.tasks, []);
    const ics = await ada.get('/api/export?format=ics');
    assert.equal(ics.headers.get('content-disposition'), 'attachment; filename="tasks.ics"');
    assert.match(ics.headers.get('content-type')!, /^text\/calendar/);
    assertProblem(await ada.get('/api/export?format=xml'), 400, 'validation_failed', 'query.format');
    assertProblem(await request(`${backend.url}/api/export`, 'GET'), 401, 'unauthenticated');
  });

  it('go on with a series where it was, and reopening keeps what was imported', async () => {
    await fillList();
    const file = await exported(ada);
    await ada.delete('/api/auth/me', { password });
    const again = await backend.register();
    await again.post('/api/import', file);
    const rent = (await listed(again)) as { id: string; title: string; completed: boolean }[];
    const open = rent.find(({ title }) => title === 'Rent, again')!;
    const done = rent.find(({ title }) => title === 'Rent')!;
    const completed = (await again.post(`/api/tasks/${open.id}/complete`)).body;
    const { body: third } = await again.get(`/api/tasks/${await succeed(completed)}`);
    assert.deepEqual([third.occurrence, third.due.date, third.reminders[0].minutesBefore], [3, '2026-03-31', 60]);
    const reopened = (await again.post(`/api/tasks/${done.id}/reopen`)).body;
    const recompleted = (await again.post(`/api/tasks/${reopened.id}/complete`)).body;
    assert.equal(await succeed(recompleted), null, 'there is a second occurrence already');
    assert.equal((await again.get(`/api/tasks/${open.id}`)).status, 200);
  });

  it('have reminders fire when they are due, and those of the past not at all', async () => {
    const fireAt = { past: '2026-01-10T07:00:00.000Z', soon: '2026-01-10T09:00:00.000Z' };
    const reminders = Object.values(fireAt).map((at) => ({ at, state: 'pending' }));
    await bring(ada, [{ id: crypto.randomUUID(), title: 'Imported', reminders }]);
    backend.clock.now = new Date('2026-01-10T09:00:00Z');
    await check();
    const events = await backend.orm.em.execute(
      `select event #>> '{data,fireAt}' as "fireAt" from outbox_event where topic = 'reminders' and owner_id = ?`,
      [ada.userId],
    );
    assert.deepEqual(events, [{ fireAt: fireAt.soon }]);
    const [task] = (await listed(ada)) as unknown as { reminders: { state: string }[] }[];
    assert.deepEqual(
      task?.reminders.map(({ state }) => state),
      ['cancelled', 'sent'],
    );
  });

  it('take lists and views along, and find lists of the same name', async () => {
    const work = (await ada.post('/api/lists', { name: 'Work' })).body;
    const old = (await ada.post('/api/lists', { name: 'Old' })).body;
    await ada.patch(`/api/lists/${old.id}`, { archived: true });
    await ada.post('/api/views', { name: 'At work', query: `status=open&list=${work.id}` });
    await add({ title: 'at work', listId: work.id });
    await add({ title: 'old', listId: old.id });
    const { body: file } = await ada.get('/api/export');
    const eve = await backend.register();
    const { body: hers } = await eve.post('/api/lists', { name: 'WORK' });
    const { body } = await eve.post('/api/import', file);
    assert.equal(body.imported, 2);
    const { items: lists } = (await eve.get('/api/lists')).body;
    assert.deepEqual(
      lists.map(({ name, archived }: Record<string, unknown>) => [name, archived]),
      [
        ['WORK', false],
        ['Old', true],
      ],
    );
    const titlesIn = async (id: string) =>
      (await eve.get(`/api/tasks?list=${id}`)).body.items.map(({ title }: { title: string }) => title);
    assert.deepEqual([await titlesIn(hers.id), await titlesIn(lists[1].id)], [['at work'], ['old']]);
    const { items: views } = (await eve.get('/api/views')).body;
    assert.deepEqual(
      views.map(({ query }: { query: string }) => query),
      [`status=open&list=${hers.id}`],
    );
    await eve.post('/api/import', file);
    assert.equal((await eve.get('/api/views')).body.items.length, 1);
  });

  it('never put a task into a list of somebody else, and say so', async () => {
    const eve = await backend.register();
    const { body: hers } = await eve.post('/api/lists', { name: 'Hers' });
    const file = {
      tasks: [{ title: 'sly', listId: hers.id }],
      views: [{ name: 'sly', query: `list=${hers.id}` }],
    };
    const { body } = await ada.post('/api/import', file);
    assert.deepEqual(
      body.omissions.map(({ property, reason }: Record<string, unknown>) => [property, reason]),
      ['views', 'listId'].map((property) => [property, 'The list is neither in the file nor one of yours.']),
    );
    const [task] = (await ada.get('/api/tasks')).body.items;
    assert.deepEqual([task.title, task.listId], ['sly', null]);
    assert.deepEqual((await ada.get('/api/views')).body.items, []);
    assert.deepEqual((await eve.get(`/api/tasks?list=${hers.id}`)).body.items, []);
  });

  it('tell of every task that was added: activity by the person, and events', async () => {
    const id = crypto.randomUUID();
    await bring(ada, [{ id, title: 'Told' }]);
    const [row, ...others] = (await ada.get(`/api/tasks/${id}/activity`)).body.items;
    assert.deepEqual([row.action, row.actor, others.length], ['created', 'user', 0]);
    const events = await backend.orm.em.execute(
      `select topic, partition_key as key, event ->> 'type' as type, event #> '{data,task}' as task
         from outbox_event where owner_id = ? order by topic`,
      [ada.userId],
    );
    const { body: task } = await ada.get(`/api/tasks/${id}`);
    assert.deepEqual(events, [
      { topic: 'task-events', key: id, type: 'task.created.v1', task },
      { topic: 'task-updates', key: ada.userId, type: 'task.changed.v1', task },
    ]);
  });

  it('need of a task its id and title alone', async () => {
    const id = crypto.randomUUID();
    const recurrence = { frequency: 'daily' };
    await bring(ada, [{ id, title: ' Short ', due, recurrence, reminders: [{ minutesBefore: 60 }] }]);
    const { seriesId, reminders, ...task } = (await ada.get(`/api/tasks/${id}`)).body;
    assert.deepEqual(
      [task.title, task.priority, task.version, task.occurrence, task.createdAt, reminders[0].fireAt, !!seriesId],
      ['Short', 'medium', 1, 1, '2026-01-10T08:00:00.000Z', '2026-01-31T07:00:00.000Z', true],
    );
  });

  it('cannot reach the tasks of another account by a forged successor', async () => {
    const eve = await backend.register();
    const rent = (await eve.post('/api/tasks', { title: 'Rent', due, recurrence: { frequency: 'monthly' } })).body;
    const done = (await eve.post(`/api/tasks/${rent.id}/complete`)).body;
    const hers = await succeed(done);
    const id = crypto.randomUUID();
    const series = {
      recurrence: { frequency: 'daily' },
      seriesId: crypto.randomUUID(),
      occurrence: 1,
      seriesStart: due,
    };
    const completedAt = '2026-01-09T00:00:00Z';
    const forged = { id, title: 'x', due, ...series, completedAt, successorId: hers };
    assert.equal((await bring(ada, [forged])).body.imported, 1);
    assert.equal((await ada.post(`/api/tasks/${id}/reopen`)).status, 200);
    assert.equal((await eve.get(`/api/tasks/${hers}`)).status, 200);
  });
});
