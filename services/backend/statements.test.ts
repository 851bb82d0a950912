import assert from 'node:assert/strict';
import { Client as PgClient } from 'pg';
import { type Client, registerClient } from '../../shared/testing/api-client.ts';
import { startBackend, type TestBackend } from './testing/start-backend.ts';

/** Statements as PostgreSQL gets them, `begin` and `commit` included: each is a round trip. */
describe('the statements of a request', () => {
  const original = PgClient.prototype.query;
  let backend: TestBackend;
  let ada: Client;
  let statements: string[];

  before(async () => {
    backend = await startBackend();
    ada = await registerClient(backend.url);
    PgClient.prototype.query = function (this: PgClient, ...args: unknown[]) {
      const [query] = args as [string | { text: string }];
      statements.push(typeof query === 'string' ? query : query.text);
      return Reflect.apply(original, this, args);
    } as typeof original;
  });
  after(async () => {
    PgClient.prototype.query = original;
    await backend.stop();
  });

  async function count(request: () => Promise<{ status: number }>): Promise<number> {
    statements = [];
    const { status } = await request();
    assert.ok(status < 300, `answered ${status}`);
    return statements.length;
  }

  it('are one for the session, and then only what the work needs', async () => {
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
      search: await count(() => ada.get('/api/tasks?q=x')),
      read: await count(() => ada.get(path)),
      // begin, activity and outbox, task, commit
      create: await count(() => ada.post('/api/tasks', { title: 'x' })),
      // … and reminders
      createAll: await count(() => ada.post('/api/tasks', task)),
      // begin, lock, reminders, activity and outbox, task, commit
      patch: await count(() => ada.patch(path, { title: 'y' })),
      // … and the reminder that it cancels
      complete: await count(() => ada.post(`${path}/complete`)),
      // begin, lock, reminders, commit
      completeAgain: await count(() => ada.post(`${path}/complete`)),
      delete: await count(() => ada.delete(path)),
    };
    assert.deepEqual(counts, {
      ...{ list: 2, search: 2, read: 2, create: 5, createAll: 6, patch: 7, complete: 8, completeAgain: 5, delete: 7 },
    });
  });
});
