import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import { type Client, clientOf, password, request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { pageOrigin, startBackend, useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

describe('sessions', () => {
  const [sessionSeconds, idleSeconds] = [10_000, 1_200];
  const backend = useBackend({ sessionSeconds, idleSeconds });
  const ada = useClientPerTest(backend);

  const login = async () => {
    const response = await request(`${backend.url}/api/auth/login`, 'POST', { email: ada.email, password });
    return { response, client: clientOf(backend.url, { ...response.body, email: ada.email }) };
  };
  const me = (token: string) =>
    request(`${backend.url}/api/auth/me`, 'GET', undefined, { authorization: `Bearer ${token}` });
  const sessionEvents = () =>
    backend.orm.em.execute(
      `select event->'data'->'sessionVersion' as version, event->'data'->'sessionId' as id from outbox_event
                             where topic = 'task-updates' and partition_key = ? order by sequence`,
      [ada.userId],
    );

  const byCookie = (cookie: string) => request(`${backend.url}/api/auth/me`, 'GET', undefined, { cookie });
  const cookieOf = ({ headers }: { headers: Headers }) => headers.get('set-cookie')?.split(';')[0];

  /** Runs what comes later, in seconds from now, in that order. */
  async function later(steps: [seconds: number, work: () => Promise<unknown>][]): Promise<void> {
    const { now } = backend.clock;
    try {
      for (const [seconds, work] of steps) {
        backend.clock.now = new Date(now.getTime() + seconds * 1000);
        await work();
      }
    } finally {
      backend.clock.now = now;
    }
  }

  it('are a cookie that scripts and foreign forms cannot use, and a token for programs', async () => {
    const { response } = await login();
    assert.match(
      response.headers.get('set-cookie') ?? '',
      /^session=[\w.-]+; Path=\/; Max-Age=1200; HttpOnly; SameSite=Lax$/,
    );
    assert.equal((await byCookie(`other=1; ${cookieOf(response)}; last=2`)).body.id, ada.userId);
    assert.equal((await me(response.body.token)).body.id, ada.userId);
  });

  it('end with a newer version of their account, also while their row is there', async () => {
    const { client } = await login();
    await backend.orm.em.execute('update "user" set session_version = session_version + 1 where id = ?', [ada.userId]);
    for (const path of ['/api/auth/me', '/api/tasks', '/api/tags']) {
      assertProblem(await client.get(path), 401, 'unauthenticated');
    }
    // Before anything is said of the rest of the request.
    for (const path of ['/api/tasks?sort=colour', '/api/tasks?cursor=x', '/api/tasks/x', '/api/activity?limit=0']) {
      assertProblem(await client.get(path), 401, 'unauthenticated');
      assert.equal((await (await login()).client.get(path)).status, 400);
    }
  });

  it('take the push subscription of their browser with them when they are signed out, and no other', async () => {
    const [{ client: laptop }, { client: phone }] = [await login(), await login()];
    const subscribed = async () =>
      (await backend.orm.em.execute('select 1 from push_subscription where owner_id = ?', [ada.userId])).length;
    for (const { token } of [ada, laptop, phone]) {
      await backend.orm.em.execute(
        `insert into push_subscription (id, owner_id, session_id, endpoint, p256dh, auth, created_at)
         values (gen_random_uuid(), ?, ?, 'https://push.example.com/' || gen_random_uuid(), '', '', now())`,
        [ada.userId, decodeJwt(token)['sid']],
      );
    }
    await phone.post('/api/auth/logout');
    assert.equal(await subscribed(), 2);
    await laptop.post('/api/auth/logout?everywhere=true');
    assert.equal(await subscribed(), 0);
  });

  it('of a page last as long as it is used, at most their whole life, and are written and renewed seldom', async () => {
    const { response } = await login();
    let cookie = cookieOf(response)!;
    const seen = async () => {
      const [{ at }] = await backend.orm.em.execute<[{ at: number }]>(
        'select extract(epoch from max(last_seen_at))::float8 * 1000 as at from session where user_id = ?',
        [ada.userId],
      );
      return (at - start) / 1000;
    };
    const start = backend.clock.now.getTime();
    const use = (renewed: boolean, lastSeen: number) => async () => {
      const used = await byCookie(cookie);
      assert.equal(used.status, 200);
      assert.equal(cookieOf(used) !== undefined, renewed);
      cookie = cookieOf(used) ?? cookie;
      assert.equal(await seen(), lastSeen);
    };
    const ended = async () => assertProblem(await byCookie(cookie), 401, 'unauthenticated');
    const inUse = Array.from({ length: 9 }, (_, index) => 1_100 * (index + 1));
    await later([
      [299, use(false, 0)],
      [300, use(true, 300)],
      [400, use(false, 300)],
      ...inUse.map((at): [number, () => Promise<void>] => [at, use(true, at)]),
      [9_999, use(false, 9_900)],
      [10_000, ended],
    ]);
  });

  it('of a page end when it is not used, and those of a program go on', async () => {
    const { response, client } = await login();
    const cookie = cookieOf(response)!;
    await later([
      [1_199, async () => assert.equal((await byCookie(cookie)).status, 200)],
      [1_201, async () => assertProblem(await byCookie(cookie), 401, 'unauthenticated')],
      [9_999, async () => assert.equal((await client.get('/api/auth/me')).status, 200)],
      [10_001, async () => assertProblem(await client.get('/api/auth/me'), 401, 'unauthenticated')],
    ]);
  });

  it('are listed to their user alone, the one used last first, and end one by one', async () => {
    const { client } = await login();
    const eve = await backend.register();
    const [here, elsewhere] = [decodeJwt(ada.token)['sid'], decodeJwt(client.token)['sid']];
    const listed = async (by: Client) => (await by.get('/api/auth/sessions')).body.items;
    await later([[400, () => client.get('/api/auth/me')]]);
    const started = backend.clock.now.toISOString();
    const used = new Date(backend.clock.now.getTime() + 400_000).toISOString();
    const item = { createdAt: started, userAgent: 'node', current: false };
    assert.deepEqual(await listed(ada), [
      { ...item, id: elsewhere, lastSeenAt: used },
      { ...item, id: here, lastSeenAt: started, current: true },
    ]);
    assert.deepEqual(
      (await listed(client)).map(({ current }: { current: boolean }) => current),
      [true, false],
    );
    assertProblem(await eve.delete(`/api/auth/sessions/${elsewhere}`), 404, 'not_found');
    assert.equal((await client.get('/api/auth/me')).status, 200);
    const ended = await ada.delete(`/api/auth/sessions/${elsewhere}`);
    assert.deepEqual([ended.status, ended.headers.get('set-cookie')], [204, null]);
    assertProblem(await client.get('/api/auth/me'), 401, 'unauthenticated');
    assertProblem(await ada.delete(`/api/auth/sessions/${elsewhere}`), 404, 'not_found');
    assert.deepEqual(await sessionEvents(), [{ version: 1, id: elsewhere }]);
  });

  it('end alone at logout, and the sockets are told', async () => {
    const { client } = await login();
    const left = await ada.post('/api/auth/logout');
    assert.deepEqual([left.status, left.body], [204, '']);
    assert.match(left.headers.get('set-cookie') ?? '', /^session=; Path=\/; Max-Age=0; /);
    // A page of tasks is read by the statement that checks the session.
    for (const path of ['/api/auth/me', '/api/tasks']) assertProblem(await ada.get(path), 401, 'unauthenticated');
    assert.deepEqual(await sessionEvents(), [{ version: 1, id: decodeJwt(ada.token)['sid'] }]);
    assert.equal((await client.get('/api/auth/me')).status, 200);
  });

  it('end all together at a logout everywhere', async () => {
    const { client } = await login();
    const left = await ada.post('/api/auth/logout?everywhere=true');
    assert.deepEqual([left.status, left.body], [204, '']);
    assert.match(left.headers.get('set-cookie') ?? '', /^session=; Path=\/; Max-Age=0; /);
    for (const session of [ada, client]) assertProblem(await session.get('/api/auth/me'), 401, 'unauthenticated');
    assert.deepEqual(await sessionEvents(), [{ version: 2, id: null }]);
    assert.equal((await (await login()).client.get('/api/auth/me')).status, 200);
  });

  it('end all together with a new password, except for the one that is answered', async () => {
    const { client } = await login();
    const changed = await ada.patch('/api/auth/me', { password: 'a new battery', currentPassword: password });
    assert.equal((await byCookie(cookieOf(changed)!)).status, 200);
    for (const session of [ada, client]) assertProblem(await session.get('/api/auth/me'), 401, 'unauthenticated');
    assert.equal((await me(changed.body.token)).status, 200);
    assert.deepEqual(await sessionEvents(), [{ version: 2, id: null }]);
  });

  it('are limited in number: a sign-in ends the one that was used least recently, and the expired ones go', async () => {
    const small = await startBackend({ ...backend, sessionSeconds, limits: { SESSIONS_PER_PERSON: 2 } });
    const logIn = async () => {
      const { body } = await request(`${small.url}/api/auth/login`, 'POST', { email: ada.email, password });
      return clientOf(small.url, { ...body, email: ada.email });
    };
    const isOpen = async (client: { token: string }) => (await me(client.token)).status === 200;
    await later([
      [1, logIn],
      [400, () => ada.get('/api/auth/me')],
    ]);
    const first = await logIn();
    assert.ok(await isOpen(ada), 'was used later');
    const events = await sessionEvents();
    assert.equal(events.length, 1);
    const second = await logIn();
    assert.deepEqual(await Promise.all([ada, first, second].map(isOpen)), [true, false, true]);
    await later([[sessionSeconds + 500, logIn]]);
    const rows = await backend.orm.em.execute('select id from session where user_id = ?', [ada.userId]);
    assert.equal(rows.length, 1);
    await small.stop();
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
      await later([
        [
          30,
          async () => {
            const sent = cookie.split(';')[0]!;
            const used = await request(`${secure.url}/api/auth/me`, 'GET', undefined, { cookie: sent });
            assert.match(used.headers.get('set-cookie') ?? '', /^__Host-session=.*Max-Age=30; .*Secure$/);
          },
        ],
      ]);
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
