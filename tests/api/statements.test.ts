import assert from 'node:assert/strict';
import { Client as PgClient } from 'pg';
import { useBackend } from '../support/backend/start-backend.ts';
import { useClient } from '../support/use-client.ts';

/** Statements as PostgreSQL gets them, `commit` included. Each is a round trip, but `begin` shares that of the statement it is sent with. */
describe('the statements of a request', () => {
  const original = PgClient.prototype.query;
  const backend = useBackend();
  const ada = useClient(backend);
  let statements: string[];
  let roundTrips = 0;
  let isBeginning = false;

  before(async () => {
    PgClient.prototype.query = function (this: PgClient, ...args: unknown[]) {
      const [query] = args as [string | { text: string }];
      const text = typeof query === 'string' ? query : query.text;
      statements.push(text);
      if (!isBeginning) roundTrips += 1;
      isBeginning = text === 'begin';
      queueMicrotask(() => {
        isBeginning = false;
      });
      return Reflect.apply(original, this, args);
    } as typeof original;
  });
  after(async () => {
    PgClient.prototype.query = original;
  });

  async function count(request: () => Promise<{ status: number }>): Promise<number> {
    statements = [];
    roundTrips = 0;
    const { status } = await request();
    assert.ok(status < 300, `answered ${status}`);
    return roundTrips;
  }

  it('are one for the session, which also reads what is shown, and then only what the work needs', async () => {
    const task = {
      title: 'x',
      due: { date: '2026-12-01' },
      recurrence: { frequency: 'daily' },
      reminders: [{ minutesBefore: 1 }],
    };
    statements = [];
    const { body } = await ada.post('/api/tasks', task);
    const path = `/api/tasks/${body.id}`;
    const counts = {
      list: await count(() => ada.get('/api/tasks?limit=100')),
      today: await count(() => ada.get('/api/tasks?status=today&tag=home&priority=high&priority=low')),
      search: await count(() => ada.get('/api/tasks?q=x')),
      // … and the words that are similar, of which there are none
      searchInVain: await count(() => ada.get('/api/tasks?q=zyzzyva')),
      read: await count(() => ada.get(path)),
      // begin with activity and outbox, task, commit
      create: await count(() => ada.post('/api/tasks', { title: 'x' })),
      // … and reminders
      createAll: await count(() => ada.post('/api/tasks', task)),
      // begin with lock, reminders, activity and outbox, task, commit
      patch: await count(() => ada.patch(path, { title: 'y' })),
      // … the lock of the account, and the reminder that it cancels
      complete: await count(() => ada.post(`${path}/complete`)),
      // begin with lock of the account, lock, reminders, commit
      completeAgain: await count(() => ada.post(`${path}/complete`)),
      delete: await count(() => ada.delete(path)),
      // … the lock of the key, the record that may be there, and the one that is kept
      createOnce: await count(() => ada.post('/api/tasks', { title: 'x' }, { 'idempotency-key': 'k' })),
      replay: await count(() => ada.post('/api/tasks', { title: 'x' }, { 'idempotency-key': 'k' })),
      tags: await count(() => ada.get('/api/tags')),
      counts: await count(() => ada.get('/api/tasks/counts')),
      activity: await count(() => ada.get('/api/activity')),
    };
    assert.deepEqual(counts, {
      list: 1,
      today: 1,
      search: 2,
      searchInVain: 3,
      read: 1,
      create: 4,
      createAll: 5,
      patch: 6,
      complete: 8,
      completeAgain: 5,
      delete: 7,
      createOnce: 7,
      replay: 4,
      tags: 1,
      counts: 1,
      activity: 1,
    });
  });

  it('are as many for a hundred tasks at once as for two', async () => {
    const task = (index: number) => ({
      title: `Task ${index}`,
      due: { date: '2026-12-01' },
      recurrence: { frequency: 'daily' },
      reminders: [{ minutesBefore: 1 }, { minutesBefore: 2 }],
    });
    const counts = [];
    for (const size of [2, 100]) {
      const tasks = Array.from({ length: size }, (_, index) => task(index));
      let ids: string[] = [];
      const create = await count(async () => {
        const response = await ada.post('/api/tasks/batch', { tasks });
        ids = response.body.items.map(({ id }: { id: string }) => id);
        return response;
      });
      const changes = { priority: 'high', due: { moveDays: 1 } };
      const update = await count(() => ada.post('/api/tasks/update', { ids, changes }));
      const complete = await count(() => ada.post('/api/tasks/complete', { ids }));
      const file = { tasks: tasks.map(({ title }) => ({ id: crypto.randomUUID(), title })) };
      const reopen = await count(() => ada.post('/api/tasks/update', { ids, changes: { completed: false } }));
      const all = { create, update, complete, reopen, import: await count(() => ada.post('/api/import', file)) };
      counts.push({ ...all, delete: await count(() => ada.post('/api/tasks/delete', { ids })) });
    }
    // begin with activity and outbox, tasks, reminders, commit; the lock of the account, of the tasks and a read before them to update,
    // complete, reopen or delete (which has no statement for reminders); and to import the lock of the person, and a read each of the tasks, occurrences and
    // reminders that are there
    const expected = { create: 5, update: 8, complete: 8, reopen: 8, import: 8, delete: 7 };
    assert.deepEqual(counts, [expected, expected]);
  });

  it('read the lists once for a chat message that adds several tasks', async () => {
    const message = 'add these: soap to errands; salt to errands; rice to errands';
    await count(() => ada.post('/api/chat', { message }));
    assert.equal(statements.filter((statement) => /from "?list"?/.test(statement)).length, 1, statements.join('\n'));
  });

  it('are few and short for a chat message that repeats a word, however long the tasks are', async () => {
    const text = (length: number) => 'mon '.repeat(length / 4);
    const tasks = Array.from({ length: 60 }, () => ({ title: text(200), description: text(10_000) }));
    assert.equal((await ada.post('/api/tasks/batch', { tasks })).status, 201);
    await count(() => ada.post('/api/chat', { message: `delete ${text(1_990)}` }));
    assert.ok(statements.length <= 12, `${statements.length} statements`);
    const longest = Math.max(...statements.map(({ length }) => length));
    assert.ok(longest < 20_000, `${longest} characters in a statement`);
  });
});
