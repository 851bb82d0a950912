import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { type ApiResponse, type Client, password, request } from '../../../tests/support/api-client.ts';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { countRows } from '../../../tests/support/backend/count-rows.ts';
import { appApiToken, sidecarWithoutNotifications, useBackend } from '../../../tests/support/backend/start-backend.ts';
import { waitingSessions } from '../../../tests/support/database.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { useClientPerTest } from '../../../tests/support/use-client.ts';

const due = { date: '2026-01-31', time: '09:00', timeZone: 'Europe/Berlin' };
const sidecarOnly = { 'dapr-api-token': appApiToken };
const uuid = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;

describe('export and import', () => {
  const backend = useBackend({ sidecar: sidecarWithoutNotifications });
  beforeEach(async () => {
    backend.clock.now = new Date('2026-01-10T08:00:00Z');
  });
  const ada = useClientPerTest(backend, 'Europe/Berlin');

  const exported = async (person: Client) => {
    const response = await person.get('/api/export?format=json');
    assert.equal(response.status, 200);
    return { tasks: response.body.tasks as Record<string, unknown>[] };
  };
  const bring = (person: Client, tasks: object[]) => person.post('/api/import', { tasks });
  const add = async (task: object) => (await ada.post('/api/tasks', { title: 'x', ...task })).body;
  const listed = async (person: Client) =>
    (await person.get('/api/tasks?limit=100&sort=created&order=asc')).body.items as { id: string }[];
  const succeed = async ({ id, completedAt }: { id: string; completedAt: string }): Promise<string> =>
    (await request(`${backend.url}/internal/successors`, 'POST', { taskId: id, completedAt }, sidecarOnly)).body
      .successorId;
  const check = () => request(`${backend.url}/reminder-check`, 'POST', {}, sidecarOnly);

  /** Open, completed, recurring, reminded, snoozed: something of everything. */
  async function fillList(): Promise<void> {
    await add({ title: 'Plain "quoted" \\ 🎉', description: 'Line 1\nLine 2', tags: ['a', 'b'], priority: 'urgent' });
    await add({ due: { date: '2026-02-28' }, reminders: [{ minutesBefore: 30 }, { at: '2026-02-01T00:00:00Z' }] });
    const recurrence = { frequency: 'monthly', count: 12 };
    const first = await add({ title: 'Rent', due, recurrence, reminders: [{ minutesBefore: 60 }] });
    backend.clock.now = new Date('2026-01-31T07:30:00Z');
    await check();
    const done = (await ada.post(`/api/tasks/${first.id}/complete`)).body;
    await ada.patch(`/api/tasks/${await succeed(done)}`, { title: 'Rent, again' });
    const snoozed = await add({ due: { ...due, date: '2026-03-01' }, reminders: [{ minutesBefore: 10 }] });
    await ada.post(`/api/tasks/${snoozed.id}/snooze`, { until: '2026-03-02T10:00:00Z' });
    const { id } = await add({ title: 'Snoozed without reminder' });
    await ada.post(`/api/tasks/${id}/snooze`, { until: '2026-03-03T10:00:00Z' });
  }

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

  describe('where tasks are there already', () => {
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

  const good = { id: uuid(1), title: 'Good' };
  const series = { due, recurrence: { frequency: 'daily' }, seriesId: uuid(9), occurrence: 1, seriesStart: due };
  /** The field that is left out, or the reason why the whole task is. */
  const wrong: [name: string, task: object, left: { field: string } | { reason: string }][] = [
    ['a field that is not known', { colour: 'red' }, { field: 'colour' }],
    ['a description with NUL', { description: 'a\0b' }, { field: 'description' }],
    ['a description that is too long', { description: 'x'.repeat(10_001) }, { field: 'description' }],
    ['a title that is too long', { title: 'x'.repeat(201) }, { field: 'title' }],
    ['an id that is none', { id: '7' }, { field: 'id' }],
    ['tags that are none', { tags: 'home' }, { field: 'tags' }],
    ['one tag that is none', { tags: ['home', 5] }, { field: 'tags.1' }],
    ['a tag too many', { tags: Array.from({ length: 21 }, (_, n) => `t${n}`) }, { field: 'tags' }],
    ['a due that is no date', { due: { date: '2026-02-30' } }, { field: 'due.date' }],
    ['a zone that is not known', { due: { ...due, timeZone: 'Mars' } }, { field: 'due.timeZone' }],
    ['a recurrence without due', { recurrence: { frequency: 'daily' } }, { field: 'recurrence' }],
    [
      'a rule that ends before it begins',
      { ...series, recurrence: { frequency: 'daily', until: '2026-01-01' } },
      { field: 'recurrence.until' },
    ],
    ['a series without recurrence', { ...series, recurrence: null }, { field: 'seriesId' }],
    ['half a series', { ...series, occurrence: null }, { field: 'seriesId' }],
    ['occurrence 0', { ...series, occurrence: 0 }, { field: 'occurrence' }],
    ['a relative reminder without due', { reminders: [{ minutesBefore: 1 }] }, { field: 'reminders.0.minutesBefore' }],
    ['a reminder without time', { reminders: [{ state: 'sent' }] }, { field: 'reminders.0.minutesBefore' }],
    [
      'a state that is not known',
      { reminders: [{ at: '2026-01-31T00:00:00Z', state: 'late' }] },
      { field: 'reminders.0.state' },
    ],
    ['not completed, and when', { completed: false, completedAt: '2026-01-01T00:00:00Z' }, { field: 'completed' }],
    ['a time that is none', { completedAt: 'yesterday' }, { field: 'completedAt' }],
    ['version 0', { version: 0 }, { field: 'version' }],
    ['a blank title', { title: ' ' }, { reason: 'title: Must not be blank.' }],
    ['no title', { title: undefined }, { reason: 'title: Is required.' }],
    [
      'a control character in its title',
      { title: 'a\u0007' },
      { reason: 'title: Must not contain control characters.' },
    ],
    ['an id given before', { id: uuid(1) }, { reason: 'id: Occurs earlier in the file.' }],
    ['more than a task can hold', { links: 'x'.repeat(200_000) }, { reason: 'Is larger than a task can be.' }],
  ];
  for (const [name, task, left] of wrong) {
    const isTaken = 'field' in left;
    it(`${isTaken ? 'leave out of a task what it cannot have' : 'leave out a task that cannot be'}, and list it: ${name}`, async () => {
      const tasks = [good, { id: uuid(3), title: 'Wrong', ...task }, { id: uuid(2), title: 'Other' }];
      const { status, body } = await bring(ada, tasks);
      assert.deepEqual([status, body.imported, body.skipped], [200, isTaken ? 3 : 2, 0], JSON.stringify(body));
      const [omission, ...others] = body.omissions;
      assert.deepEqual([omission.item, omission.property, others], [1, isTaken ? left.field : null, []]);
      if (!isTaken) assert.equal(omission.reason, left.reason);
      assert.equal((await listed(ada)).length, isTaken ? 3 : 2);
    });
  }

  it('list everything that was left out, and take what is no task at all for none', async () => {
    const { body } = await bring(ada, [
      null,
      'x',
      5,
      [],
      { id: 7, title: 'x', tags: ['', 'ok', 5], extra: 1 },
    ] as object[]);
    assert.equal(body.imported, 1);
    assert.deepEqual(
      body.omissions.map(({ item, property }: Record<string, unknown>) => [item, property]),
      [
        [0, null],
        [1, null],
        [2, null],
        [3, null],
        [4, 'id'],
        [4, 'tags.0'],
        [4, 'tags.2'],
        [4, 'extra'],
      ],
    );
    assert.deepEqual((await ada.get('/api/tasks')).body.items[0].tags, ['ok']);
  });

  it('leave out an occurrence that is given twice', async () => {
    const { body } = await bring(ada, [
      { ...good, ...series },
      { id: uuid(2), title: 'x', ...series },
    ]);
    assert.deepEqual([body.imported, body.omissions[0].reason], [1, 'occurrence: Occurs earlier in the file.']);
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

  const malformed: [name: string, body: string, code: string, field?: string][] = [
    ['no JSON', '{"tasks":[', 'malformed_request'],
    ['a list alone', '[{"title":"x"}]', 'validation_failed', 'body'],
    ['no tasks', '{}', 'validation_failed', 'tasks'],
    ['tasks that are no list', '{"tasks":{"0":{"title":"x"}}}', 'validation_failed', 'tasks'],
    ['something beside the tasks', '{"tasks":[{"title":"x"}],"notes":[]}', 'validation_failed', 'notes'],
  ];
  for (const [name, body, code, field] of malformed) {
    it(`are refused as a whole for ${name}, and nothing is added`, async () => {
      const before = await countRows(backend.orm);
      assertProblem(await ada.post('/api/import', body), 400, code, field);
      assert.deepEqual(await countRows(backend.orm), before);
    });
  }

  it('take no long time over a task that holds a million mistakes', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`k${n}`, 1]));
    const tasks = [{ title: 'x', tags: Array(1_000_000).fill(1) }, ...Array(12).fill({ title: 'Good', ...unknown })];
    const { body } = await bring(ada, tasks);
    assert.deepEqual([body.imported, body.omissions.length], [12, 10_001]);
    assert.match(body.omissions.at(-1).reason, /^And \d+ more\.$/);
  });

  it('work for ten thousand tasks, in pages and in few statements', async () => {
    const reminders = [{ at: '2026-05-01T00:00:00Z' }];
    const tasks = Array.from({ length: 10_000 }, (_, index) => ({
      id: crypto.randomUUID(),
      title: `Task ${index}`,
      due,
      reminders,
    }));
    assertProblem(await bring(ada, [...tasks, { id: uuid(1), title: 'x' }]), 400, 'validation_failed', 'tasks');
    assert.deepEqual((await bring(ada, tasks)).body, { imported: 10_000, skipped: 0 });
    const file = await exported(ada);
    assert.deepEqual(new Set(file.tasks.map(({ id }) => id)), new Set(tasks.map(({ id }) => id)));
    assert.deepEqual((await ada.post('/api/import', file)).body, { imported: 0, skipped: 10_000 });
  });

  it('refuse a body that is too large, and any large one of a stranger before it is read', async () => {
    const body = JSON.stringify({ tasks: [{ id: uuid(1), title: 'x', description: 'x'.repeat(33 * 1024 * 1024) }] });
    assertProblem(await ada.post('/api/import', body), 413, 'payload_too_large');
    assertProblem(await request(`${backend.url}/api/import`, 'POST', body), 401, 'unauthenticated');
    // A few bytes that unpack to many are as large.
    const packed = { method: 'POST', body: gzipSync(body.slice(0, 1_000_000)) };
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    for (const [path, status] of [
      ['/api/import', 415],
      ['/api/tasks/batch', 400],
    ] as const) {
      assert.equal((await fetch(`${backend.url}${path}`, { ...packed, headers })).status, 401);
      const authorization = `Bearer ${ada.token}`;
      assert.equal(
        (await fetch(`${backend.url}${path}`, { ...packed, headers: { ...headers, authorization } })).status,
        status,
      );
    }
    assertProblem(await ada.post('/api/tasks', body.slice(0, 300 * 1024)), 413, 'payload_too_large');
  });
});
