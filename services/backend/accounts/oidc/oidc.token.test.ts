import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { exportSPKI, importJWK, type JWTPayload } from 'jose';
import { request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { countRows } from '../../../../tests/support/backend/count-rows.ts';
import { startBackend, type TestBackend } from '../../../../tests/support/backend/start-backend.ts';
import { clientId, TestIssuer } from '../../../../tests/support/backend/test-issuer.ts';

describe('sign-in with an ID token', () => {
  let issuer: TestIssuer;
  let backend: TestBackend;

  beforeEach(async () => {
    issuer = await TestIssuer.start();
    backend = await startBackend({
      eventsEnabled: false,
      issuer: { issuer: issuer.url, clientId, name: 'Example', keysCooldownMs: 0 },
    });
  });
  afterEach(async () => {
    await backend.stop();
    await issuer.goDown();
  });

  const signIn = async (idToken: unknown, headers = {}) =>
    request(`${backend.url}/api/auth/oidc`, 'POST', { idToken }, headers);
  const me = (token: string) =>
    request(`${backend.url}/api/auth/me`, 'GET', undefined, { authorization: `Bearer ${token}` });

  it('asks nobody anything before somebody signs in, and then once', async () => {
    assert.equal((await request(`${backend.url}/readyz`, 'GET')).status, 200);
    assert.deepEqual(issuer.asked, {});
    const tokens = await Promise.all([1, 2, 3].map((number) => issuer.idToken({ sub: String(number) })));
    const responses = await Promise.all(tokens.map((token) => signIn(token)));
    assert.deepEqual(
      responses.map(({ status }) => status),
      [201, 201, 201],
    );
    assert.deepEqual(issuer.asked, { '/.well-known/openid-configuration': 1, '/jwks': 1 });
  });

  it('answers as a login does: 201 for an account that is new, 200 afterwards', async () => {
    issuer.person = { sub: 'ada', email: 'ada@example.com', email_verified: true, zoneinfo: 'Europe/Berlin' };
    const first = await signIn(await issuer.idToken());
    const { user, token } = first.body;
    const { id } = user;
    assert.deepEqual(user, {
      id,
      email: 'ada@example.com',
      timeZone: 'Europe/Berlin',
      locale: 'en-US',
      external: true,
    });
    assert.deepEqual([first.status, first.headers.get('set-cookie')?.split(';')[0]], [201, `session=${token}`]);
    assert.deepEqual((await me(token)).body, user);
    const second = await signIn(await issuer.idToken());
    assert.deepEqual([second.status, second.body.user], [200, user]);
  });

  it('makes one account where the same person comes many times at once', async () => {
    const idToken = await issuer.idToken({ email: 'ada@example.com', email_verified: true });
    const responses = await Promise.all(Array.from({ length: 6 }, () => signIn(idToken)));
    assert.deepEqual(responses.map(({ status }) => status).sort(), [200, 200, 200, 200, 200, 201]);
    assert.equal(new Set(responses.map(({ body }) => body.user.id)).size, 1);
    assert.equal((await countRows(backend.orm))['user'], 1);
  });

  it('is for any of several audiences where it says so', async () => {
    const shared = { aud: [clientId, 'another'] };
    assert.equal((await signIn(await issuer.idToken({ ...shared, azp: clientId }))).status, 201);
    assertProblem(await signIn(await issuer.idToken(shared)), 401, 'unauthenticated');
  });

  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = async (header: object) => {
    const [, payload] = (await issuer.idToken()).split('.');
    return `${part(header)}.${payload}`;
  };
  const hmac = async (secret: string) => {
    const input = await unsigned({ alg: 'HS256', kid: issuer.publicJwk.kid });
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  };
  const refused: [name: string, token: () => unknown][] = [
    ['another audience', () => issuer.idToken({ aud: 'another' })],
    ['another issuer', () => issuer.idToken({ iss: 'https://evil.example' })],
    ['another authorized party', () => issuer.idToken({ azp: 'another' })],
    ['an expiry in the past', () => issuer.idToken({ exp: Math.floor(Date.now() / 1000) - 60 })],
    ...['exp', 'iat', 'sub'].map((claim): [string, () => unknown] => [
      `no ${claim}`,
      () => issuer.idToken({ [claim]: undefined } as JWTPayload),
    ]),
    ['a subject that nobody can store', () => issuer.idToken({ sub: 'a\0b' })],
    ['a key that is not the issuer’s', () => issuer.forgedToken()],
    ['alg none', async () => `${await unsigned({ alg: 'none' })}.`],
    ['an HMAC with the public key as PEM', async () => hmac(await exportSPKI(await publicKey()))],
    ['an HMAC with the public key as JWK', () => hmac(JSON.stringify(issuer.publicJwk))],
    ['no signature', async () => (await issuer.idToken()).replace(/[^.]+$/, '')],
    ['nothing but dots', () => '..'],
    ['nothing', () => ''],
    ['our own session', async () => (await signIn(await issuer.idToken())).body.token],
  ];
  const publicKey = async () => (await importJWK(issuer.publicJwk, 'ES256')) as CryptoKey;
  for (const [name, token] of refused) {
    it(`refuses one with ${name}`, async () => {
      const idToken = await token();
      const before = await countRows(backend.orm);
      const response = await signIn(idToken);
      assertProblem(response, 401, 'unauthenticated');
      assert.equal(response.headers.get('set-cookie'), null);
      assert.deepEqual(await countRows(backend.orm), before);
    });
  }

  it('refuses what is no token at all, naming the field, and a foreign page', async () => {
    for (const idToken of [undefined, 1, null, {}, 'x'.repeat(16_385)]) {
      assertProblem(await signIn(idToken), 400, 'validation_failed', 'idToken');
    }
    const foreign = await signIn(await issuer.idToken(), { origin: 'https://evil.example' });
    assertProblem(foreign, 403, 'forbidden');
  });

  it('asks for the keys again where one is unknown, once a token', async () => {
    await signIn(await issuer.idToken());
    assert.equal(issuer.asked['/jwks'], 1);
    await issuer.rotateKey();
    assert.equal((await signIn(await issuer.idToken())).status, 200);
    assert.equal(issuer.asked['/jwks'], 2);
    assertProblem(await signIn(await issuer.forgedToken()), 401, 'unauthenticated');
    assert.equal(issuer.asked['/jwks'], 3);
    const tampered = (await issuer.idToken()).replace(/\.[^.]+$/, `.${'A'.repeat(86)}`);
    assertProblem(await signIn(tampered), 401, 'unauthenticated');
    assert.equal(issuer.asked['/jwks'], 3, 'a known key is not asked for again');
  });

  it('cannot be used to have the issuer asked all the time', async () => {
    const patient = await startBackend({
      database: backend.database,
      keys: backend.keys,
      issuer: { issuer: issuer.url, clientId, name: 'Example' },
    });
    for (let count = 1; count <= 5; count += 1) {
      const idToken = await issuer.forgedToken();
      assertProblem(await request(`${patient.url}/api/auth/oidc`, 'POST', { idToken }), 401, 'unauthenticated');
    }
    assert.equal(issuer.asked['/jwks'], 1);
    await patient.stop();
  });

  it('says so while the issuer is away, and works again afterwards', async () => {
    const idToken = await issuer.idToken();
    await issuer.goDown();
    const away = await signIn(idToken);
    assertProblem(away, 503, 'service_unavailable');
    assert.ok(Number(away.headers.get('retry-after')) > 0);
    await issuer.goUp();
    assert.equal((await signIn(idToken)).status, 201);
    await issuer.rotateKey();
    const next = await issuer.idToken();
    await issuer.goDown();
    assert.equal((await signIn(idToken)).status, 200, 'what is known needs nobody');
    assertProblem(await signIn(next), 503, 'service_unavailable');
    await issuer.goUp();
    assert.equal((await signIn(next)).status, 200);
  });

  it('trusts no discovery document of somebody else', async () => {
    const other = await startBackend({
      database: backend.database,
      keys: backend.keys,
      issuer: { issuer: issuer.url.replace('127.0.0.1', 'localhost'), clientId, name: 'Example' },
    });
    const response = await request(`${other.url}/api/auth/oidc`, 'POST', { idToken: await issuer.idToken() });
    assertProblem(response, 503, 'service_unavailable');
    await other.stop();
  });
});
