import assert from 'node:assert/strict';
import { migrate } from '../../shared/database/migrations.ts';
import { request } from '../../tests/support/api-client.ts';
import { startBackend, type TestBackend } from '../../tests/support/backend/start-backend.ts';
import { createDatabase, createEmptyDatabase, type TestDatabase } from '../../tests/support/database.ts';

describe('the backend', () => {
  let backend: TestBackend;
  let drop: TestDatabase['drop'];

  afterEach(async () => {
    await backend.stop();
    await drop();
  });

  const start = async (database: TestDatabase) => {
    drop = database.drop;
    backend = await startBackend({ database });
    return {
      ready: () => request(`${backend.url}/readyz`, 'GET'),
      alive: async () => assert.deepEqual((await request(`${backend.url}/healthz`, 'GET')).body, { status: 'ok' }),
    };
  };

  it('is alive and not ready until the schema is there', async () => {
    const database = await createEmptyDatabase();
    const { ready, alive } = await start(database);
    assert.equal((await ready()).status, 503);
    await alive();
    await migrate(database.ownerUrl, database.url);
    const { status, body } = await ready();
    assert.deepEqual([status, body], [200, { status: 'ready', checks: { database: 'ok' } }]);
  });

  it('is not ready while the newest migration has not run', async () => {
    const database = await createDatabase();
    const { ready } = await start(database);
    const owner = await startBackend({ database: { ...database, url: database.ownerUrl } });
    await owner.orm.em.execute('delete from mikro_orm_migrations');
    await owner.stop();
    const { status, body } = await ready();
    assert.deepEqual([status, body], [503, { status: 'not ready', checks: { database: 'not ready' } }]);
  });

  it('is alive and not ready while the database is away, and says no more than that', async () => {
    const database = await createDatabase();
    const { ready, alive } = await start(database);
    assert.equal((await ready()).status, 200);
    await database.drop();
    drop = async () => undefined;
    const { status, body } = await ready();
    assert.deepEqual([status, body], [503, { status: 'not ready', checks: { database: 'unavailable' } }]);
    await alive();
    const credentials = { email: 'a@example.com', password: 'correct horse battery' };
    const failed = await request(`${backend.url}/api/auth/login`, 'POST', credentials);
    assert.equal(failed.body.code, 'internal_error');
    assert.doesNotMatch(JSON.stringify(failed.body), /database|postgres|select|127\.0\.0\.1/i);
  });

  it('counts its requests by route and not by address', async () => {
    const database = await createDatabase();
    await start(database);
    for (const id of [1, 2, 3]) await request(`${backend.url}/api/tasks/${id}`, 'GET');
    await request(`${backend.url}/nowhere`, 'GET');
    const { status, headers, body } = await request(`${backend.url}/metrics`, 'GET');
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    const count = (route: string, code: number) =>
      `http_request_duration_seconds_count{service="backend",method="GET",route="${route}",status="${code}"}`;
    assert.ok(body.includes(`${count('/api/tasks/:id', 401)} 3`), body.match(/.*_seconds_count.*/g)?.join('\n'));
    assert.ok(body.includes(`${count('none', 404)} 1`));
  });
});
