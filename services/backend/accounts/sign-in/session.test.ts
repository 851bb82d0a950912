import assert from 'node:assert/strict';
import { clientOf, password, request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { pageOrigin, startBackend, useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

describe('sessions', () => {
  const backend = useBackend({ sessionSeconds: 3600 });
  const ada = useClientPerTest(backend);

  const login = async () => {
    const response = await request(`${backend.url}/api/auth/login`, 'POST', { email: ada.email, password });
    return { response, client: clientOf(backend.url, { ...response.body, email: ada.email }) };
  };
  const me = (token: string) =>
    request(`${backend.url}/api/auth/me`, 'GET', undefined, { authorization: `Bearer ${token}` });
  const sessionEvents = () =>
    backend.orm.em.execute(
      `select event->'data'->'sessionVersion' as version from outbox_event
                             where topic = 'task-updates' and partition_key = ? order by sequence`,
      [ada.userId],
    );

  it('are a cookie that scripts and foreign forms cannot use', async () => {
    const { response } = await login();
    assert.equal(
      response.headers.get('set-cookie'),
      `session=${response.body.token}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax`,
    );
    const cookie = `other=1; session=${response.body.token}; last=2`;
    assert.equal((await request(`${backend.url}/api/auth/me`, 'GET', undefined, { cookie })).body.id, ada.userId);
  });

  it('end all together at logout, and the sockets are told', async () => {
    const { client } = await login();
    const left = await ada.post('/api/auth/logout');
    assert.deepEqual([left.status, left.body], [204, '']);
    assert.match(left.headers.get('set-cookie') ?? '', /^session=; Path=\/; Max-Age=0; /);
    for (const session of [ada, client]) assertProblem(await session.get('/api/auth/me'), 401, 'unauthenticated');
    assert.deepEqual(await sessionEvents(), [{ version: 2 }]);
    assert.equal((await (await login()).client.get('/api/auth/me')).status, 200);
  });

  it('end all together with a new password, except for the one that is answered', async () => {
    const { client } = await login();
    const changed = await ada.patch('/api/auth/me', { password: 'a new battery', currentPassword: password });
    assert.equal(changed.headers.get('set-cookie')?.split(';')[0], `session=${changed.body.token}`);
    for (const session of [ada, client]) assertProblem(await session.get('/api/auth/me'), 401, 'unauthenticated');
    assert.equal((await me(changed.body.token)).status, 200);
    assert.deepEqual(await sessionEvents(), [{ version: 2 }]);
  });

  it('expire', async () => {
    const { client } = await login();
    const { now } = backend.clock;
    backend.clock.now = new Date(now.getTime() + 3_599_000);
    assert.equal((await client.get('/api/auth/me')).status, 200);
    backend.clock.now = new Date(now.getTime() + 3_601_000);
    assertProblem(await client.get('/api/auth/me'), 401, 'unauthenticated');
    backend.clock.now = now;
  });

  describe('of a cookie', () => {
    const origins: [name: string, headers: Record<string, string>, allowed: boolean][] = [
      ['our own page', { origin: pageOrigin }, true],
      ['a foreign site', { origin: 'https://evil.example' }, false],
      ['a sandboxed page', { origin: 'null' }, false],
      ['a page on another port', { origin: 'http://localhost:3001' }, false],
      ['a site that begins like ours', { origin: `${pageOrigin}.evil.example` }, false],
      ['a request without an Origin', {}, false],
    ];
    for (const [name, headers, allowed] of origins) {
      it(`${allowed ? 'serve' : 'refuse'} writes from ${name}, and serve reads`, async () => {
        const sent = { cookie: `session=${ada.token}`, ...headers };
        const read = await request(`${backend.url}/api/tasks`, 'GET', undefined, sent);
        assert.equal(read.status, 200);
        const writes: [string, string, unknown][] = [
          ['POST', '/api/tasks', { title: 'From elsewhere' }],
          ['PATCH', '/api/auth/me', { timeZone: 'Asia/Tokyo' }],
          ['POST', '/api/chat', { message: 'add something' }],
          ['POST', '/api/auth/logout', undefined],
        ];
        for (const [method, path, body] of writes) {
          const written = await request(`${backend.url}${path}`, method, body, sent);
          if (allowed) assert.ok(written.status < 300, `${path} answered ${written.status}`);
          else assertProblem(written, 403, 'forbidden');
        }
        if (allowed) return;
        assert.deepEqual((await ada.get('/api/tasks')).body.items, []);
        assert.equal((await ada.get('/api/auth/me')).body.timeZone, 'UTC');
      });
    }

    it('are not begun for a foreign site', async () => {
      for (const [path, email] of Object.entries({ login: ada.email, register: 'new@example.com' })) {
        const headers = { origin: 'https://evil.example' };
        const response = await request(`${backend.url}/api/auth/${path}`, 'POST', { email, password }, headers);
        assertProblem(response, 403, 'forbidden');
        assert.equal(response.headers.get('set-cookie'), null);
      }
    });

    it('are Secure and of this host alone where the page came by https, and those before are accepted', async () => {
      const secure = await startBackend({ ...backend, sessionSeconds: 60, allowedOrigins: ['https://todo.example'] });
      const headers = { origin: 'https://todo.example' };
      const response = await request(`${secure.url}/api/auth/login`, 'POST', { email: ada.email, password }, headers);
      const cookie = response.headers.get('set-cookie') ?? '';
      assert.match(cookie, /^__Host-session=[\w.-]+; Path=\/; Max-Age=60; HttpOnly; SameSite=Lax; Secure$/);
      const { token } = response.body;
      for (const sent of [`session=${token}`, `session=old; __Host-session=${token}`]) {
        assert.equal((await request(`${secure.url}/api/auth/me`, 'GET', undefined, { cookie: sent })).status, 200);
      }
      const left = await request(`${secure.url}/api/auth/logout`, 'POST', undefined, {
        ...headers,
        cookie: cookie.split(';')[0]!,
      });
      assert.deepEqual(
        left.headers.getSetCookie().map((set) => set.split(';')[0]),
        ['__Host-session=', 'session='],
      );
      await secure.stop();
    });
  });
});
