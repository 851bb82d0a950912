import assert from 'node:assert/strict';
import type { JWTPayload } from 'jose';
import { type Client, clientOf, password, request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { tablesThatMention } from '../../../../tests/support/backend/count-rows.ts';
import { startBackend, type TestBackend } from '../../../../tests/support/backend/start-backend.ts';
import { clientId, TestIssuer } from '../../../../tests/support/backend/test-issuer.ts';

describe('an account of an external issuer', () => {
  let issuer: TestIssuer;
  let backend: TestBackend;

  before(async () => {
    issuer = await TestIssuer.start();
    backend = await startBackend({ eventsEnabled: false, issuer: { issuer: issuer.url, clientId, name: 'Example' } });
  });
  after(async () => {
    await backend.stop();
    await issuer.goDown();
  });

  const signIn = async (claims: JWTPayload): Promise<Client> => {
    const idToken = await issuer.idToken(claims);
    const { body } = await request(`${backend.url}/api/auth/oidc`, 'POST', { idToken });
    return clientOf(backend.url, { ...body, email: body.user.email });
  };
  const login = (email: string, given: string) =>
    request(`${backend.url}/api/auth/login`, 'POST', { email, password: given });

  it('is never one with a password that has the same e-mail address', async () => {
    const ada = await backend.register();
    await ada.post('/api/tasks', { title: 'Private' });
    const claims = { sub: 'impostor', email: ada.email.toUpperCase(), email_verified: true };
    const other = await signIn(claims);
    assert.notEqual(other.userId, ada.userId);
    assert.equal(other.email, null);
    assert.deepEqual((await other.get('/api/tasks')).body.items, []);
    assert.equal((await signIn(claims)).userId, other.userId);
    assert.equal((await login(ada.email, password)).body.user.id, ada.userId);
  });

  const unverified: JWTPayload[] = [
    { email: 'one@example.com' },
    { email: 'two@example.com', email_verified: false },
    { email: 'three@example.com', email_verified: 'true' },
    { email: 'no address', email_verified: true },
    { email: 'nul\0@example.com', email_verified: true },
    { email: { toString: 'x' }, email_verified: true },
  ];
  for (const [index, claims] of unverified.entries()) {
    it(`has no e-mail address where it tells ${JSON.stringify(claims)}`, async () => {
      assert.equal((await signIn({ sub: `unverified ${index}`, ...claims })).email, null);
    });
  }

  it('keeps its e-mail address for itself, and no password opens it', async () => {
    const email = 'grace@example.com';
    await signIn({ sub: 'grace', email, email_verified: true });
    const registered = await request(`${backend.url}/api/auth/register`, 'POST', { email, password });
    assertProblem(registered, 409, 'conflict');
    for (const given of ['', password]) assertProblem(await login(email, given), 401, 'unauthenticated');
  });

  it('is of one issuer and one subject, to the letter', async () => {
    const people = [];
    for (const sub of ['a', 'A', 'a ', 'é', 'e\u0301']) people.push((await signIn({ sub })).userId);
    assert.equal(new Set(people).size, 5);
  });

  it('has no password to change, and everything else can be changed', async () => {
    const grace = await signIn({ sub: 'changes' });
    const refused = await grace.patch('/api/auth/me', { password: 'a new battery', currentPassword: '' });
    assertProblem(refused, 409, 'no_password');
    const { body } = await grace.patch('/api/auth/me', { timeZone: 'Asia/Tokyo', locale: 'de-DE' });
    assert.deepEqual(body, { id: grace.userId, email: null, timeZone: 'Asia/Tokyo', locale: 'de-DE', external: true });
    assert.deepEqual((await grace.get('/api/auth/me')).body, body);
  });

  it('is deleted after a sign-in within ten minutes, and needs a new one otherwise', async () => {
    const { now } = backend.clock;
    const claims = { sub: 'leaves' };
    const old = await signIn(claims);
    await old.post('/api/tasks', { title: 'Mine' });
    backend.clock.now = new Date(now.getTime() + 602_000);
    for (const body of [{}, undefined, { password }]) {
      assertProblem(await old.delete('/api/auth/me', body), 403, 'sign_in_again');
    }
    assert.equal((await old.get('/api/tasks')).body.items.length, 1);
    backend.clock.now = now;
    const fresh = await signIn(claims);
    backend.clock.now = new Date(now.getTime() + 598_000);
    assert.equal((await fresh.delete('/api/auth/me')).status, 204);
    backend.clock.now = now;
    assert.deepEqual(await tablesThatMention(backend.orm, fresh.userId), []);
    assertProblem(await old.get('/api/auth/me'), 401, 'unauthenticated');
    assert.notEqual((await signIn(claims)).userId, fresh.userId, 'whoever comes back begins anew');
  });

  it('is not what an account with a password becomes by a recent sign-in', async () => {
    const ada = await backend.register();
    assertProblem(await ada.delete('/api/auth/me'), 400, 'validation_failed', 'password');
    assertProblem(await ada.delete('/api/auth/me', { password: 'wrong' }), 403, 'forbidden');
  });
});
