import assert from 'node:assert/strict';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import {
  appApiToken,
  sidecarWithoutNotifications,
  useBackend,
} from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

interface Shown {
  id: string;
  title: string;
  completed: boolean;
  listId: string | null;
  parentId: string | null;
  subtasks: { total: number; completed: number };
  version: number;
}

describe('subtasks', () => {
  const backend = useBackend({ sidecar: sidecarWithoutNotifications });
  const ada = useClientPerTest(backend);
  const limited = useBackend({ limits: { TASKS_AT_ONCE: 4 } });

  const add = async (title: string, fields: object = {}): Promise<string> => {
    backend.clock.now = new Date(backend.clock.now.getTime() + 1000);
    const { status, body } = await ada.post('/api/tasks', { title, ...fields });
    assert.equal(status, 201, JSON.stringify(body));
    return body.id;
  };
  const read = async (id: string): Promise<Shown> => (await ada.get(`/api/tasks/${id}`)).body;
  const act = async (id: string, action: string, body: object = {}) => {
    const response = await ada.post(`/api/tasks/${id}/${action}`, body);
    assert.equal(response.status, 200, JSON.stringify(response.body));
    return response.body;
  };
  /** Every task with its parent's title, and a mark where it is completed. */
  const shape = async () => {
    const { items } = (await ada.get('/api/tasks?limit=100&sort=created&order=asc')).body as { items: Shown[] };
    const titles = new Map(items.map(({ id, title }) => [id, title]));
    return items.map(
      ({ title, parentId, completed }) =>
        `${parentId ? `${titles.get(parentId)} > ` : ''}${title}${completed ? ' x' : ''}`,
    );
  };
  /** Dentist, with two subtasks, of which the second has one. */
  const dentist = async () => {
    const root = await add('Dentist');
    const call = await add('Call', { parentId: root });
    const papers = await add('Papers', { parentId: root });
    const card = await add('Card', { parentId: papers });
    return { root, call, papers, card };
  };
  const newList = async (name: string): Promise<string> => (await ada.post('/api/lists', { name })).body.id;

  it('are counted, listed and shown with their parent', async () => {
    const { root, call, papers } = await dentist();
    await act(call, 'complete');
    assert.deepEqual((await read(root)).subtasks, { total: 2, completed: 1 });
    const titles = async (query: string) =>
      (await ada.get(`/api/tasks?sort=created&order=asc&${query}`)).body.items.map(({ title }: Shown) => title);
    assert.deepEqual(await titles(`parent=${root}`), ['Call', 'Papers']);
    assert.deepEqual(await titles(`parent=${root}&status=open`), ['Papers']);
    assert.deepEqual(await titles('parent=none'), ['Dentist']);
    const listed = (await ada.get('/api/tasks?parent=none')).body.items[0];
    assert.deepEqual(listed, await read(root));
    assert.equal((await read(papers)).parentId, root);
  });

  it('are completed with their parent, and reopened with it if they were', async () => {
    const { root, call, papers } = await dentist();
    await act(call, 'complete');
    backend.clock.now = new Date(backend.clock.now.getTime() + 1000);
    const done = await act(root, 'complete');
    assert.deepEqual(done.subtasks, { total: 2, completed: 2 });
    assert.deepEqual(await shape(), ['Dentist x', 'Dentist > Call x', 'Dentist > Papers x', 'Papers > Card x']);
    assert.deepEqual((await act(root, 'reopen')).subtasks, { total: 2, completed: 1 });
    assert.deepEqual(await shape(), ['Dentist', 'Dentist > Call x', 'Dentist > Papers', 'Papers > Card']);
    const actions = (await ada.get(`/api/tasks/${papers}/activity`)).body.items.map(
      ({ action }: { action: string }) => action,
    );
    assert.deepEqual(actions, ['reopened', 'completed', 'created']);
  });

  it('reopen what is above them, since nothing open is below a completed task', async () => {
    const { root, card } = await dentist();
    await act(root, 'complete');
    await act(card, 'reopen');
    assert.deepEqual(await shape(), ['Dentist', 'Dentist > Call x', 'Dentist > Papers', 'Papers > Card']);
  });

  it('are deleted with their parent', async () => {
    const { papers } = await dentist();
    assert.equal((await ada.delete(`/api/tasks/${papers}`)).status, 204);
    assert.deepEqual(await shape(), ['Dentist', 'Dentist > Call']);
    const { items } = (await ada.get('/api/activity')).body;
    assert.equal(items.filter(({ action }: { action: string }) => action === 'deleted').length, 2);
  });

  it('follow their parent to another list, and are never in another than it', async () => {
    const { root, call, papers, card } = await dentist();
    const home = await newList('Home');
    assertProblem(await ada.patch(`/api/tasks/${call}`, { listId: home }), 400, 'validation_failed', 'listId');
    assert.equal((await ada.patch(`/api/tasks/${root}`, { listId: home })).status, 200);
    for (const id of [root, call, papers, card]) assert.equal((await read(id)).listId, home);
    const inside = await add('Inside', { parentId: card });
    assert.equal((await read(inside)).listId, home);
    const wrong = { title: 'x', parentId: card, listId: await newList('Work') };
    assertProblem(await ada.post('/api/tasks', wrong), 400, 'validation_failed', 'listId');
    assert.equal((await ada.patch(`/api/tasks/${papers}`, { parentId: null, listId: null })).status, 200);
    for (const id of [papers, card, inside]) assert.equal((await read(id)).listId, null);
    assert.equal((await ada.patch(`/api/tasks/${papers}`, { parentId: root })).body.listId, home);
    assert.equal((await read(inside)).listId, home);
  });

  it('have at most four levels, a hundred siblings, no circle, no rule, and no completed parent while they are open', async () => {
    const { root, papers, card } = await dentist();
    const fourth = await add('Fourth', { parentId: card });
    const refused = async (response: Promise<Awaited<ReturnType<typeof ada.post>>>, path: string) =>
      assertProblem(await response, 400, 'validation_failed', path);
    await refused(ada.post('/api/tasks', { title: 'Fifth', parentId: fourth }), 'parentId');
    await refused(ada.patch(`/api/tasks/${root}`, { parentId: await add('Other') }), 'parentId');
    for (const id of [root, papers, card]) await refused(ada.patch(`/api/tasks/${root}`, { parentId: id }), 'parentId');
    const rule = { due: { date: '2030-01-01' }, recurrence: { frequency: 'daily' } };
    await refused(ada.post('/api/tasks', { title: 'x', parentId: root, ...rule }), 'recurrence');
    await refused(ada.patch(`/api/tasks/${card}`, rule), 'recurrence');
    await refused(ada.patch(`/api/tasks/${await add('Repeats', rule)}`, { parentId: root }), 'parentId');
    const full = await add('Full');
    const tasks = Array.from({ length: 100 }, (_, n) => ({ title: `${n}`, parentId: full }));
    await refused(
      ada.post('/api/tasks/batch', { tasks: [...tasks.slice(1), { title: 'x' }, ...tasks.slice(0, 1)] }),
      'tasks',
    );
    assert.equal((await ada.post('/api/tasks/batch', { tasks })).status, 201);
    await refused(ada.post('/api/tasks', { title: 'x', parentId: full }), 'parentId');
    await refused(ada.patch(`/api/tasks/${card}`, { parentId: full }), 'parentId');
    await act(full, 'complete');
    const closed = await add('Closed');
    await act(closed, 'complete');
    assertProblem(await ada.post('/api/tasks', { title: 'x', parentId: closed }), 409, 'conflict');
    assertProblem(await ada.patch(`/api/tasks/${card}`, { parentId: closed }), 409, 'conflict');
  });

  it("are never under somebody else's task, nor moved into somebody else's list", async () => {
    const { card } = await dentist();
    const eve = await backend.register();
    const { body: hers } = await eve.post('/api/tasks', { title: 'Hers' });
    const { body: list } = await eve.post('/api/lists', { name: 'Hers' });
    assertProblem(await ada.post('/api/tasks', { title: 'x', parentId: hers.id }), 404, 'not_found');
    assertProblem(await ada.patch(`/api/tasks/${card}`, { parentId: hers.id }), 404, 'not_found');
    assertProblem(await ada.post(`/api/tasks/${card}/move`, { parentId: hers.id, after: null }), 404, 'not_found');
    assertProblem(await ada.post(`/api/tasks/${hers.id}/move`, { after: null }), 404, 'not_found');
    for (const change of [{ parentId: null, listId: list.id }]) {
      assertProblem(await ada.patch(`/api/tasks/${card}`, change), 404, 'not_found');
      assertProblem(await ada.post(`/api/tasks/${card}/move`, { ...change, after: null }), 404, 'not_found');
      assertProblem(await ada.post('/api/tasks/update', { ids: [card], changes: change }), 404, 'not_found');
    }
    assertProblem(await ada.post(`/api/tasks/${card}/move`, { after: hers.id }), 404, 'not_found');
    assertProblem(await ada.get(`/api/tasks?parent=${hers.id}`), 404, 'not_found');
  });

  it('come again with a recurring task, open and moved along, and go with it if it is reopened', async () => {
    backend.clock.now = new Date('2026-01-30T12:00:00Z');
    const due = (date: string) => ({ date, time: '09:00', timeZone: 'UTC' });
    const root = await add('Rent', {
      due: due('2026-01-31'),
      recurrence: { frequency: 'monthly' },
      listId: await newList('Home'),
    });
    const call = await add('Call', {
      parentId: root,
      due: due('2026-01-29'),
      reminders: [{ minutesBefore: 60 }],
      tags: ['x'],
    });
    await add('Number', { parentId: call });
    await act(call, 'complete');
    backend.clock.now = new Date('2026-01-30T12:01:00Z');
    const { completedAt } = await act(root, 'complete');
    const headers = { 'dapr-api-token': appApiToken };
    const send = async () => ada.post('/internal/successors', { taskId: root, completedAt }, headers);
    const { successorId } = (await send()).body;
    assert.equal((await send()).body.successorId, null);
    const rent = await read(successorId);
    assert.deepEqual([rent.completed, rent.subtasks], [false, { total: 1, completed: 0 }]);
    const [copy] = (await ada.get(`/api/tasks?parent=${successorId}`)).body.items;
    assert.deepEqual(
      [copy.title, copy.completed, copy.due, copy.tags, copy.listId, copy.subtasks],
      ['Call', false, due('2026-02-26'), ['x'], rent.listId, { total: 1, completed: 0 }],
    );
    assert.equal(copy.reminders[0].fireAt, '2026-02-26T08:00:00.000Z');
    await act(root, 'reopen');
    assert.equal((await ada.get(`/api/tasks/${copy.id}`)).status, 404);
    assert.deepEqual(await shape(), ['Rent', 'Rent > Call x', 'Call > Number x']);
  });

  it('stay with a successor that is reopened if a person has changed one of them', async () => {
    const root = await add('Rent', { due: { date: '2030-01-31' }, recurrence: { frequency: 'monthly' } });
    await add('Call', { parentId: root });
    const { completedAt } = await act(root, 'complete');
    const headers = { 'dapr-api-token': appApiToken };
    const { body } = await ada.post('/internal/successors', { taskId: root, completedAt }, headers);
    const [copy] = (await ada.get(`/api/tasks?parent=${body.successorId}`)).body.items;
    await ada.patch(`/api/tasks/${copy.id}`, { title: 'Write' });
    await act(root, 'reopen');
    assert.equal((await read(copy.id)).parentId, body.successorId);
  });

  it('are completed, deleted and brought back with their parent by one message each', async () => {
    const { root, call } = await dentist();
    await act(call, 'complete');
    const before = await shape();
    const say = async (message: string) => {
      backend.clock.now = new Date(backend.clock.now.getTime() + 1000);
      return (await ada.post('/api/chat', { message })).body;
    };
    await say('complete dentist');
    assert.deepEqual(await shape(), ['Dentist x', 'Dentist > Call x', 'Dentist > Papers x', 'Papers > Card x']);
    assert.equal((await say('undo')).reply, 'Undone: "Dentist" is open again.');
    assert.deepEqual(await shape(), before);
    const { conversationId } = await say('delete dentist');
    await ada.post('/api/chat', { message: 'yes', conversationId });
    assert.deepEqual(await shape(), []);
    assert.equal((await say('undo')).reply, 'Undone: "Dentist" is back.');
    assert.deepEqual(await shape(), before);
    assert.equal((await read(root)).subtasks.total, 2);
  });

  it('are not undone over what has been added to them since', async () => {
    const say = async (message: string) => (await ada.post('/api/chat', { message })).body;
    const { actions } = await say('add Dentist');
    const below = await add('Call', { parentId: actions[0].result.id });
    assert.match((await say('undo')).reply, /was changed since/);
    assert.equal((await read(below)).title, 'Call');
  });

  it('are in an export, and come back where they were', async () => {
    const { root, call, papers } = await dentist();
    await act(call, 'complete');
    await ada.patch(`/api/tasks/${root}`, { parentId: await add('Later') });
    await ada.post(`/api/tasks/${papers}/move`, { after: null });
    const file = (await ada.get('/api/export')).body;
    const before = await shape();
    const eve = await backend.register();
    const { body } = await eve.post('/api/import', { tasks: file.tasks });
    assert.deepEqual([body.imported, body.omissions], [5, undefined]);
    const { items } = (await eve.get('/api/tasks?limit=100&sort=created&order=asc')).body as { items: Shown[] };
    const titles = new Map(items.map(({ id, title }) => [id, title]));
    assert.deepEqual(
      items.map(
        ({ title, parentId, completed }) =>
          `${parentId ? `${titles.get(parentId)} > ` : ''}${title}${completed ? ' x' : ''}`,
      ),
      before,
    );
    const papersThere = items.find(({ title }) => title === 'Dentist')!;
    const order = (await eve.get(`/api/tasks?parent=${papersThere.id}&sort=manual`)).body.items;
    assert.deepEqual(
      order.map(({ title }: Shown) => title),
      ['Papers', 'Call'],
    );
    assert.equal((await eve.post('/api/import', { tasks: file.tasks })).body.imported, 0);
  });

  it('that an import cannot place become tasks of their own, and it says why', async () => {
    const { root, card } = await dentist();
    await act(await add('Closed'), 'complete');
    const [closed] = (await ada.get('/api/tasks?status=completed')).body.items;
    const eve = await backend.register();
    const { body: hers } = await eve.post('/api/tasks', { title: 'Hers' });
    const ids = Object.fromEntries([...'abcdefg'].map((name) => [name, crypto.randomUUID()]));
    const tasks = [
      { id: ids['a'], title: 'Below', parentId: root },
      { id: ids['b'], title: 'One', parentId: ids['c'] },
      { id: ids['c'], title: 'Other', parentId: ids['b'] },
      { id: ids['d'], title: 'Lost', parentId: crypto.randomUUID() },
      { id: ids['e'], title: 'Stranger', parentId: hers.id },
      { title: 'Fourth', id: ids['f'], parentId: card },
      { title: 'Fifth', parentId: ids['f'] },
      { title: 'Open', parentId: closed.id },
      { title: 'Repeats', parentId: root, due: { date: '2030-01-01' }, recurrence: { frequency: 'daily' } },
    ];
    const { status, body } = await ada.post('/api/import', { tasks });
    assert.deepEqual([status, body.imported], [200, 9]);
    const told = body.omissions.map(({ title, property, reason }: Record<string, string>) => [title, property, reason]);
    assert.deepEqual(told.sort(), [
      ['Fifth', 'parentId', 'Tasks have at most 4 levels.'],
      ['Lost', 'parentId', 'There is no such parent task.'],
      ['One', 'parentId', 'The tasks are below each other in a circle.'],
      ['Open', 'parentId', 'The parent task is completed. Reopen it first.'],
      ['Other', 'parentId', 'The tasks are below each other in a circle.'],
      ['Repeats', 'parentId', 'A task that repeats cannot be a subtask; clear its recurrence first.'],
      ['Stranger', 'parentId', 'There is no such parent task.'],
    ]);
    assert.deepEqual((await read(root)).subtasks, { total: 3, completed: 0 });
    assert.equal((await read(ids['a']!)).parentId, root);
    const events = await backend.orm.em.execute(
      `select 1 from outbox_event where owner_id = ? and event ->> 'subject' = ? and event #>> '{data,task,subtasks,total}' = '3'`,
      [ada.userId, root],
    );
    assert.equal(events.length, 1, 'pages are told of the new number');
  });

  it('of a task count for what one step may change', async () => {
    const small = await limited.register();
    const { body: root } = await small.post('/api/tasks', { title: 'Root' });
    const tasks = Array.from({ length: 4 }, (_, n) => ({ title: `${n}`, parentId: root.id }));
    assert.equal((await small.post('/api/tasks/batch', { tasks })).status, 201);
    assertProblem(await small.post(`/api/tasks/${root.id}/complete`), 409, 'conflict');
    assertProblem(await small.delete(`/api/tasks/${root.id}`), 409, 'conflict');
    assert.equal((await small.get('/api/tasks?status=open')).body.items.length, 5);
  });
});
