import assert from 'node:assert/strict';
import { clientOf, password, request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { tablesThatMention } from '../../../../tests/support/backend/count-rows.ts';
import { appApiToken, pageOrigin, useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

describe('an API token', () => {
  const backend = useBackend({ limits: { TOKENS_PER_PERSON: 3 } });
  const ada = useClientPerTest(backend);

  const create = async (scope: string, rest: object = {}) => {
    const { status, body } = await ada.post('/api/tokens', { name: 'Script', scope, ...rest });
    assert.equal(status, 201, JSON.stringify(body));
    const client = clientOf(backend.url, { token: body.secret, user: { id: ada.userId }, email: ada.email });
    return { ...body, client };
  };
  const list = async () => (await ada.get('/api/tokens')).body.items;
  const mcp = (token: string, method: string, params: object = {}) =>
    request(
      `${backend.url}/mcp`,
      'POST',
      { jsonrpc: '2.0', id: 1, method, params },
      { authorization: `Bearer ${token}`, accept: 'application/json, text/event-stream' },
    );

  it('is shown once, and is stored as a hash', async () => {
    const { secret, client: _, ...token } = await create('write', { name: ' Backup\tscript ' });
    assert.match(secret, /^todo_[0-9a-f]{64}$/);
    assert.deepEqual(token, {
      id: token.id,
      name: 'Backup script',
      scope: 'write',
      createdAt: backend.clock.now.toISOString(),
      lastUsedAt: null,
      expiresAt: null,
    });
    assert.deepEqual(await list(), [token]);
    assert.deepEqual(await tablesThatMention(backend.orm, secret.slice(5)), []);
  });

  it('works as Bearer within its scope, also for MCP, and not as a cookie', async () => {
    const { client: writer, secret } = await create('write');
    const { client: reader } = await create('read');
    const { body: task } = await writer.post('/api/tasks', { title: 'By a program' });
    assert.equal((await reader.get(`/api/tasks/${task.id}`)).body.title, 'By a program');
    assertProblem(await reader.delete(`/api/tasks/${task.id}`), 403, 'insufficient_scope');
    const headers = { cookie: `session=${secret}`, origin: pageOrigin };
    assertProblem(await request(`${backend.url}/api/tasks`, 'GET', undefined, headers), 401, 'unauthenticated');

    const tools = async (token: string) => /"name":"(\w+)"/g[Symbol.matchAll]((await mcp(token, 'tools/list')).body);
    const names = [...(await tools(reader.token))].map(([, name]) => name);
    assert.ok(names.includes('list') && !names.includes('add') && !names.includes('delete'), names.join());
    assert.ok([...(await tools(writer.token))].length > names.length);
    const add = { name: 'add', arguments: { title: 'By MCP' } };
    assert.match((await mcp(reader.token, 'tools/call', add)).body, /"code":"insufficient_scope"/);
    assert.equal((await ada.get('/api/tasks')).body.items.length, 1);
    await mcp(writer.token, 'tools/call', add);
    assert.equal((await ada.get('/api/tasks')).body.items.length, 2);
  });

  it('reads the same pages as a session, which reads them together with its check', async () => {
    const { client: reader } = await create('read');
    const due = { date: '2026-12-01', time: '09:00' };
    await ada.post('/api/tasks', { title: 'x', tags: ['a "b"', 'c'], due, recurrence: { frequency: 'daily' } });
    for (const path of [
      '/api/tasks',
      '/api/tasks?limit=1',
      '/api/tasks?sort=due',
      '/api/tasks?list=inbox&sort=manual',
    ]) {
      const { body } = await ada.get(path);
      assert.ok(body.items.length > 0, path);
      assert.deepEqual((await reader.get(path)).body, body, path);
    }
  });

  it('notes its last use, no more often than every five minutes', async () => {
    const { client } = await create('read');
    const { now } = backend.clock;
    const used: (string | null)[] = [];
    for (const seconds of [0, 299, 300, 599]) {
      backend.clock.now = new Date(now.getTime() + seconds * 1000);
      await client.get('/api/tasks');
      used.push((await list())[0].lastUsedAt);
    }
    backend.clock.now = now;
    const later = new Date(now.getTime() + 300_000).toISOString();
    assert.deepEqual(used, [now.toISOString(), now.toISOString(), later, later]);
  });

  it('is refused once it has expired or was revoked, which also closes its sockets', async () => {
    const { now } = backend.clock;
    const expiresAt = new Date(now.getTime() + 60_000).toISOString();
    const { client: brief } = await create('read', { expiresAt });
    const { client: revoked, id } = await create('read');
    backend.clock.now = new Date(expiresAt);
    assertProblem(await brief.get('/api/tasks'), 401, 'unauthenticated');
    backend.clock.now = now;
    assert.equal((await brief.get('/api/tasks')).status, 200);
    const eve = await backend.register();
    assertProblem(await eve.delete(`/api/tokens/${id}`), 404, 'not_found');
    assert.deepEqual((await eve.get('/api/tokens')).body.items, []);
    assert.equal((await ada.delete(`/api/tokens/${id}`)).status, 204);
    assertProblem(await revoked.get('/api/tasks'), 401, 'unauthenticated');
    assertProblem(await ada.delete(`/api/tokens/${id}`), 404, 'not_found');
    const [event] = await backend.orm.em.execute<[{ data: object }]>(
      `select event->'data' as data from outbox_event where partition_key = ? and topic = 'task-updates'`,
      [ada.userId],
    );
    assert.deepEqual(event.data, { ownerId: ada.userId, sessionVersion: 1, sessionId: id });
  });

  it('outlives a new password, and is revoked by signing out everywhere', async () => {
    const { client } = await create('read');
    const { body } = await ada.patch('/api/auth/me', { password: 'a new battery', currentPassword: password });
    assert.equal((await client.get('/api/tasks')).status, 200);
    const again = clientOf(backend.url, { token: body.token, user: body, email: ada.email });
    await again.post('/api/auth/logout?everywhere=true');
    assertProblem(await client.get('/api/tasks'), 401, 'unauthenticated');
  });

  it('opens sockets, unless it is for the feed', async () => {
    const check = (token: string) =>
      request(`${backend.url}/internal/session`, 'POST', { token }, { 'dapr-api-token': appApiToken });
    const { secret, id } = await create('read');
    const { body } = await check(secret);
    assert.deepEqual(
      { id: body.id, userId: body.userId, sessionVersion: body.sessionVersion, expiresAt: body.expiresAt },
      { id, userId: ada.userId, sessionVersion: 1, expiresAt: null },
    );
    assertProblem(await check((await create('feed')).secret), 403, 'insufficient_scope');
  });

  it('needs a name, a known scope and a future expiry, and a user has a limited number', async () => {
    const refused: [input: object, field: string][] = [
      [{ name: ' ', scope: 'read' }, 'name'],
      [{ name: 'x', scope: 'admin' }, 'scope'],
      [{ name: 'x', scope: 'read', expiresAt: backend.clock.now.toISOString() }, 'expiresAt'],
    ];
    for (const [input, field] of refused)
      assertProblem(await ada.post('/api/tokens', input), 400, 'validation_failed', field);
    for (let count = 0; count < 3; count += 1) await create('feed');
    assertProblem(await ada.post('/api/tokens', { name: 'x', scope: 'read' }), 403, 'quota_exceeded');
    assert.match(await backend.metrics.metrics(), /limit_refusals_total{limit="api_tokens"[^}]*} 1/);
  });
});
