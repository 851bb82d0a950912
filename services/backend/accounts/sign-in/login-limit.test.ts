import assert from 'node:assert/strict';
import { poolOf } from '../../../../shared/database/orm.ts';
import { type Client, clientOf, password, registerClient, request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { startBackend, type TestBackend } from '../../../../tests/support/backend/start-backend.ts';
import { MemorySidecar } from '../../../../tests/support/services/memory-sidecar.ts';
import { defaultLimits } from '../../limits/limits.ts';
import { loginLimit } from './login-limit.ts';

describe('sign-in', () => {
  const backends: TestBackend[] = [];
  const sidecar = new MemorySidecar();
  sidecar.respond = () => undefined; // the notification service forgets whomever it is told to
  const start = async (authRequestsPerMinute: number, first?: TestBackend) => {
    const backend = await startBackend({
      limits: { AUTH_REQUESTS_PER_MINUTE: authRequestsPerMinute },
      sidecar,
      ...(first ? { database: first.database, keys: first.keys } : {}),
    });
    backends.unshift(backend);
    return backend;
  };
  afterEach(async () => {
    for (const backend of backends.splice(0)) await backend.stop();
  });

  const login = (backend: TestBackend, email: string, given: string) =>
    request(`${backend.url}/api/auth/login`, 'POST', { email, password: given });
  const retryAfter = (response: { headers: Headers }) => Number(response.headers.get('retry-after'));

  it('takes so many requests a minute and address, counted by all replicas together, good and bad ones', async () => {
    const one = await start(4);
    const other = await start(4, one);
    const { email } = await registerClient(one.url);
    assert.equal((await login(other, email, password)).status, 200);
    assertProblem(await login(one, 'nobody@example.com', password), 401, 'unauthenticated');
    assertProblem(await request(`${other.url}/api/auth/register`, 'POST', '{'), 400, 'malformed_request');
    assertProblem(await request(`${other.url}/api/auth/register`, 'POST', {}), 400, 'validation_failed', 'email');
    for (const backend of [one, other]) {
      for (const path of ['login', 'register']) {
        const refused = await request(`${backend.url}/api/auth/${path}`, 'POST', { email, password });
        assertProblem(refused, 429, 'too_many_requests');
        assert.ok(retryAfter(refused) >= 1 && retryAfter(refused) <= 60, `Retry-After is ${retryAfter(refused)}`);
      }
    }
  });

  it('backs off from an account that keeps failing, on all replicas, however the address is cased', async () => {
    const one = await start(1000);
    const other = await start(1000, one);
    const { email } = await registerClient(one.url);
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      assertProblem(await login(one, email, 'not the password'), 401, 'unauthenticated');
    }
    // Longer than this test takes, whatever the machine.
    await one.orm.em.execute('update rate_limit set expire = expire + 60000 where key like ?', ['backoff:%']);
    for (const backend of [one, other]) {
      const refused = await login(backend, email.toUpperCase(), password);
      assertProblem(refused, 429, 'too_many_requests');
      assert.ok(retryAfter(refused) > 50 && retryAfter(refused) <= 61, `Retry-After is ${retryAfter(refused)}`);
    }
    const { email: calm } = await registerClient(one.url);
    assert.equal((await login(one, calm, password)).status, 200);

    await one.orm.em.execute('update rate_limit set expire = 1 where key like ?', ['backoff:%']);
    assert.equal((await login(other, email, password)).status, 200);
    assertProblem(await login(other, email, 'not the password'), 401, 'unauthenticated');
    assert.equal((await login(one, email, password)).status, 200, 'a success forgets the failures before it');
  });

  it('does not count attempts that an outage of the database cut off', async () => {
    const backend = await start(1000);
    const limits = { ...defaultLimits, LOGIN_ATTEMPTS: 1, LOGIN_ATTEMPTS_ELSEWHERE: 1 };
    const limit = loginLimit(await poolOf(backend.orm), limits, () => undefined);
    const logIn = (work: () => Promise<string>) => limit.logIn('ada@example.com', '192.0.2.1', work);
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      await assert.rejects(
        logIn(async () => {
          throw new Error('Connection terminated');
        }),
        /Connection terminated/,
      );
    }
    assert.equal(await logIn(async () => 'signed in'), 'signed in');
  });

  it('checks one of many guesses that come at once', async () => {
    const one = await start(1000);
    const other = await start(1000, one);
    const { email } = await registerClient(one.url);
    for (let attempt = 1; attempt <= 5; attempt += 1) await login(one, email, 'not the password');
    // Longer than this test takes, whatever the machine.
    await one.orm.em.execute('update rate_limit set points = 9 where key like ?', ['level:%']);
    await one.orm.em.execute('update rate_limit set expire = 1 where key like ?', ['backoff:%']);
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, index) => login(index % 2 ? one : other, email, `not the password ${index}`)),
    );
    const statuses = responses.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [401, ...Array(19).fill(429)]);
  });

  /** Signs in from this address, as the proxy before the backend tells. */
  const loginFrom = (backend: TestBackend, address: string, email: string, given: string) =>
    request(`${backend.url}/api/auth/login`, 'POST', { email, password: given }, { 'x-forwarded-for': address });
  const refused = async (backend: TestBackend, limit: string) => {
    const { body } = await request(`${backend.url}/metrics`, 'GET');
    return Number(new RegExp(`^limit_refusals_total\\{limit="${limit}".*\\} (\\d+)$`, 'm').exec(body)?.[1] ?? 0);
  };

  it('lets nobody lock a person out of an address from which the person has signed in', async () => {
    const backend = await startBackend({ trustedProxies: 1, limits: { LOGIN_ATTEMPTS_ELSEWHERE: 6 } });
    backends.unshift(backend);
    const { email } = await registerClient(backend.url);
    const home = '2001:db8:0:1::7';
    assert.equal((await loginFrom(backend, home, email, password)).status, 200);
    const guess = async (address: string) => (await loginFrom(backend, address, email, 'not the password')).status;
    const statuses = [];
    for (let attempt = 1; attempt <= 5; attempt += 1) statuses.push(await guess('192.0.2.1'));
    await backend.orm.em.execute('update rate_limit set expire = expire + 60000 where key like ?', ['backoff:%']);
    statuses.push(await guess('192.0.2.1'));
    assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429], 'one address backs off by itself');
    assert.deepEqual([await guess('192.0.2.2'), await guess('192.0.2.3')], [401, 401]);
    await backend.orm.em.execute('update rate_limit set expire = expire + 60000 where key like ?', ['backoff:%']);
    assert.equal(await guess('192.0.2.4'), 429, 'all unknown addresses back off together');
    assert.equal((await loginFrom(backend, '192.0.2.5', email, password)).status, 429);
    assert.equal((await loginFrom(backend, '2001:DB8::1:0:0:0:9', email, password)).status, 200, 'the same network');
    assert.equal(await refused(backend, 'login_attempts'), 3);
  });

  for (const [what, give] of [
    [
      'change it',
      (account: Client, given: string) =>
        account.patch('/api/auth/me', { password: 'another battery staple', currentPassword: given }),
    ],
    ['delete the account', (account: Client, given: string) => account.delete('/api/auth/me', { password: given })],
  ] as const) {
    it(`counts a wrong password that is given to ${what} by session, whatever strangers try`, async () => {
      const backend = await start(1000);
      const account = await registerClient(backend.url);
      backend.clock.now = new Date(backend.clock.now.getTime() + 1000);
      const { body } = await login(backend, account.email, password);
      const other = clientOf(backend.url, { ...body, email: account.email });
      for (let attempt = 1; attempt <= 5; attempt += 1) {
        assertProblem(await login(backend, account.email, 'not the password'), 401, 'unauthenticated');
        assertProblem(await give(account, 'not the password'), 403, 'forbidden');
      }
      await backend.orm.em.execute('update rate_limit set expire = expire + 60000 where key like ?', ['backoff:%']);
      assertProblem(await login(backend, account.email, password), 429, 'too_many_requests');
      const response = await give(account, password);
      assertProblem(response, 429, 'too_many_requests');
      assert.ok(retryAfter(response) > 50 && retryAfter(response) <= 61, `Retry-After is ${retryAfter(response)}`);
      assert.equal((await account.patch('/api/auth/me', { timeZone: 'Asia/Tokyo' })).status, 200, 'needs no password');
      assert.ok((await give(other, password)).status < 300, 'another session has attempts of its own');
    });
  }

  it('forgets what it counted for an account that is deleted', async () => {
    const backend = await start(1000);
    const leaving = await registerClient(backend.url);
    await login(backend, leaving.email, 'not the password');
    await leaving.delete('/api/auth/me', { password: 'not the password' });
    const staying = await registerClient(backend.url);
    await login(backend, staying.email, 'not the password');
    const keys = async () =>
      (await backend.orm.em.execute<{ key: string }[]>('select key from rate_limit')).map(
        ({ key }) => key.split(':')[0],
      );
    assert.equal((await keys()).length, 2 + 1 + 3);
    assert.equal((await leaving.delete('/api/auth/me', { password })).status, 204);
    assert.deepEqual((await keys()).sort(), ['address', 'attempts', 'known']);
  });

  it('waits twice as long after each further failure, and not for ever', async () => {
    const backend = await start(1000);
    const { email } = await registerClient(backend.url);
    for (const seconds of [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]) {
      const before = Date.now();
      assertProblem(await login(backend, email, 'not the password'), 401, 'unauthenticated');
      const rows = await backend.orm.em.execute<{ expire: string }[]>(
        'select expire from rate_limit where key like ?',
        ['backoff:%'],
      );
      assert.equal(rows.length, seconds ? 1 : 0);
      for (const { expire } of rows) {
        const begin = Number(expire) - seconds * 1000;
        assert.ok(
          begin >= before && begin <= Date.now(),
          `it waits ${Number(expire) - before} ms and not ${seconds} s`,
        );
      }
      await backend.orm.em.execute('delete from rate_limit where key like ?', ['backoff:%']);
    }
  });

  it('keeps no e-mail address in its counters', async () => {
    const backend = await start(1000);
    await login(backend, 'someone@example.com', 'not the password');
    const rows = await backend.orm.em.execute<{ key: string }[]>('select key from rate_limit');
    assert.equal(
      rows.some(({ key }) => key.startsWith('attempts:')),
      true,
    );
    assert.doesNotMatch(JSON.stringify(rows), /someone|example/);
  });
});
