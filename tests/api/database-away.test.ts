import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../shared/database/migrations.ts';
import { poolOf } from '../../shared/database/orm.ts';
import { type ApiResponse, type Client, password, request } from '../support/api-client.ts';
import { assertProblem } from '../support/assert-problem.ts';
import { startBackend, type TestBackend } from '../support/backend/start-backend.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../support/database-proxy.ts';
import { eventually } from '../support/eventually.ts';
import { freePort, type RunningPostgres, startPostgres } from '../support/infrastructure.ts';

function assertUnavailable(response: ApiResponse): void {
  assertProblem(response, 503, 'service_unavailable');
  assert.equal(response.headers.get('retry-after'), '5');
}

describe('while the database is away, a request', () => {
  let database: TestDatabase;
  let proxy: DatabaseProxy;
  let backend: TestBackend;
  let ada: Client;

  before(async () => {
    database = await createDatabase();
    proxy = await startDatabaseProxy(database.url);
    backend = await startBackend({ database: { ...database, url: proxy.url } });
    ada = await backend.register();
  });
  after(async () => {
    await backend.stop();
    await proxy.stop();
    await database.drop();
  });

  const moments = [
    ['its transaction begins', () => 'begin', 'before'],
    // The first statement of a request, which is prepared, says who asks.
    ['its session is checked', () => ada.userId, 'before'],
    ['it is in the middle of its transaction', () => 'insert into', 'before'],
    ['its transaction commits', () => 'commit', 'before'],
    ['its transaction was committed', () => 'commit', 'after'],
  ] as const;
  for (const [when, text, moment] of moments) {
    it(`is 503 if the connection breaks when ${when}, and is done once when it is repeated`, async () => {
      const key = { 'idempotency-key': randomUUID() };
      const tag = when.replaceAll(' ', '-');
      const add = () => ada.post('/api/tasks', { title: 'Once', tags: [tag] }, key);
      proxy.cutAt(text(), moment);
      assertUnavailable(await add());
      assert.equal((await add()).status, 201);
      assert.equal((await ada.get(`/api/tasks?tag=${tag}`)).body.items.length, 1);
    });
  }

  it('gives its connection back, however often the connection breaks', async () => {
    const pool = await poolOf(backend.orm);
    for (const text of ['begin', 'commit', 'begin', 'commit']) {
      proxy.cutAt(text, 'before');
      assertUnavailable(await ada.post('/api/tasks', { title: 'Never' }));
    }
    assert.equal((await ada.get('/api/tasks')).status, 200);
    assert.equal(pool.totalCount, pool.idleCount);
  });

  it('is 503 on every route that needs the database, and succeeds again as soon as the database is back', async () => {
    await proxy.refuse();
    try {
      for (const { method, path, open } of backend.api) {
        if (open) continue;
        const response = await ada[method](path.replace(/:\w+/g, randomUUID()), method === 'get' ? undefined : {});
        assertUnavailable(response);
      }
      for (const path of ['register', 'login']) {
        const body = { email: 'new@example.com', password };
        assertUnavailable(await request(`${backend.url}/api/auth/${path}`, 'POST', body));
      }
      const headers = { accept: 'application/json, text/event-stream' };
      assertUnavailable(await ada.post('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list' }, headers));
    } finally {
      await proxy.restore();
    }
    assert.equal((await ada.get('/api/tasks')).status, 200);
  });

  it('is 503 if the name of the database does not resolve', async () => {
    const { options } = (await poolOf(backend.orm)) as unknown as { options: { host: string } };
    const { host } = options;
    options.host = 'database.invalid';
    await proxy.refuse();
    try {
      assertUnavailable(await ada.get('/api/tasks'));
      assertUnavailable(await request(`${backend.url}/api/auth/login`, 'POST', { email: ada.email, password }));
    } finally {
      options.host = host;
      await proxy.restore();
    }
    assert.equal((await ada.get('/api/tasks')).status, 200);
  });
});

describe('while PostgreSQL restarts', () => {
  let folder: string;
  let postgres: RunningPostgres;
  let backend: TestBackend;
  let start: () => Promise<RunningPostgres>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'todo-restart-'));
    const port = await freePort();
    const settings = { dataDir: join(folder, 'postgres'), port, superuserPassword: 'for-tests-only', throwAway: true };
    start = () => startPostgres(settings);
    postgres = await start();
    const url = new URL(postgres.url);
    url.username = url.password = 'test_app';
    await migrate(postgres.url, url.href);
    // Workers of one account sign in at the same time.
    const limits = { LOGIN_ATTEMPTS: 1_000_000 };
    backend = await startBackend({
      limits,
      database: { url: url.href, ownerUrl: postgres.url, drop: async () => undefined },
    });
  });
  after(async () => {
    await backend.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('every request is done or 503, and nothing that was acknowledged is lost', async () => {
    const ada = await backend.register();
    const responses = new Map<string, number>();
    const acknowledged: string[] = [];
    let restarting = true;
    const count = (response: ApiResponse) => {
      const kind =
        `${response.status} ${response.body.code ?? 'done'} ${response.headers.get('retry-after') ?? ''}`.trim();
      responses.set(kind, (responses.get(kind) ?? 0) + 1);
      return response;
    };

    async function work(): Promise<void> {
      let isDone = false;
      while (restarting || !isDone) {
        const added = count(await ada.post('/api/tasks', { title: 'Buy milk' }));
        if (added.status === 201) acknowledged.push(added.body.id);
        const changed = added.body.id && count(await ada.patch(`/api/tasks/${added.body.id}`, { priority: 'high' }));
        const listed = count(await ada.get('/api/tasks?limit=1'));
        count(await request(`${backend.url}/api/auth/login`, 'POST', { email: ada.email, password }));
        isDone = changed?.status === 200 && listed.status === 200;
      }
    }
    const workers = Array.from({ length: 6 }, work);
    for (let restart = 0; restart < 3; restart += 1) {
      const seen = acknowledged.length;
      await eventually('tasks are added', () => acknowledged.length > seen + 10);
      await postgres.stop();
      postgres = await start();
    }
    restarting = false;
    await Promise.all(workers);

    // A sign-in that is cut off between the count of attempts and the check of the password counts as a failed one, which makes
    // the next one wait a second.
    const kinds = [...responses.keys()].filter((kind) => kind !== '429 too_many_requests 1').sort();
    assert.deepEqual(kinds, ['200 done', '201 done', '503 service_unavailable 5'], JSON.stringify([...responses]));
    const kept = await backend.orm.em.execute<{ id: string }[]>('select id from task');
    const ids = new Set(kept.map(({ id }) => id));
    assert.deepEqual(
      acknowledged.filter((id) => !ids.has(id)),
      [],
    );
  });
});
