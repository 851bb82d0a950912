import assert from 'node:assert/strict';
import { registerClient, request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { countRows } from '../../../../tests/support/backend/count-rows.ts';
import { pageOrigin, startBackend, type TestBackend } from '../../../../tests/support/backend/start-backend.ts';
import { TestBrowser } from '../../../../tests/support/backend/test-browser.ts';
import { clientId, clientSecret, TestIssuer } from '../../../../tests/support/backend/test-issuer.ts';

describe('sign-in at an external issuer, from the page', () => {
  let issuer: TestIssuer;
  let backend: TestBackend;
  let browser: TestBrowser;

  before(async () => {
    issuer = await TestIssuer.start();
    backend = await startBackend({
      issuer: { issuer: issuer.url, clientId, clientSecret, name: 'Example', keysCooldownMs: 0 },
    });
  });
  after(async () => {
    await backend.stop();
    await issuer.goDown();
  });
  beforeEach(() => {
    browser = new TestBrowser(pageOrigin, backend.url);
    issuer.person = { sub: crypto.randomUUID() };
    issuer.info = {};
    issuer.distort = {};
    issuer.denial = undefined;
  });

  const begin = async (query = '') => (await browser.go(`/api/auth/oidc/login${query}`)).location;
  const comeBack = async (query = '') => (await browser.go(await begin(query))).location;
  const signIn = async (query = '') => browser.go(await comeBack(query));
  const me = (token: string | undefined) =>
    request(`${backend.url}/api/auth/me`, 'GET', undefined, { cookie: `session=${token}` });
  const users = async () => (await countRows(backend.orm))['user'];

  async function assertRefused(visit: Promise<{ status: number; location: string }>, reason: string) {
    const { status, location } = await visit;
    assert.deepEqual([status, location], [303, `${pageOrigin}/?signIn=${reason}`]);
    assert.deepEqual([...browser.cookies.keys()], [], 'neither a session nor a sign-in under way');
  }

  it('goes to the issuer with a challenge, a state and a nonce, which the browser cannot read', async () => {
    const { status, location, setCookie } = await browser.go('/api/auth/oidc/login');
    assert.equal(status, 302);
    const { origin, pathname, searchParams } = new URL(location);
    assert.deepEqual([origin, pathname], [issuer.url, '/authorize']);
    const { state, nonce, code_challenge: challenge, ...rest } = Object.fromEntries(searchParams);
    assert.deepEqual(rest, {
      client_id: clientId,
      response_type: 'code',
      redirect_uri: `${pageOrigin}/api/auth/oidc/callback`,
      scope: 'openid email profile',
      code_challenge_method: 'S256',
    });
    assert.ok(setCookie.length === 1 && state && nonce && challenge);
    assert.match(
      setCookie[0]!,
      /^oidc=[\w.-]{100,}; Path=\/api\/auth\/oidc\/callback; Max-Age=600; HttpOnly; SameSite=Lax$/,
    );
    for (const part of setCookie[0]!.split(/[.=;]/)) {
      const read = Buffer.from(part, 'base64url').toString();
      assert.ok(!read.includes(state) && !read.includes(nonce), 'the cookie tells what it should keep');
    }
  });

  it('makes an account, and the next time finds it', async () => {
    const before = await users();
    issuer.person = {
      ...issuer.person,
      email: 'Grace@Example.com',
      email_verified: true,
      zoneinfo: 'Asia/Tokyo',
      locale: 'ja_JP',
    };
    const { status, location, setCookie } = await signIn('?timeZone=Europe/Berlin&locale=de-DE');
    assert.deepEqual([status, location], [303, `${pageOrigin}/`]);
    assert.match(setCookie.at(-1)!, /^session=[\w.-]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    const { body } = await me(browser.cookies.get('session')?.value);
    const settings = { timeZone: 'Asia/Tokyo', locale: 'ja-JP' };
    assert.deepEqual(body, { id: body.id, email: 'Grace@Example.com', ...settings, external: true });

    const other = new TestBrowser(pageOrigin, backend.url);
    [browser, issuer.person] = [other, { ...issuer.person, email: 'other@example.com', zoneinfo: 'UTC' }];
    await signIn();
    assert.deepEqual((await me(other.cookies.get('session')?.value)).body, body);
    assert.equal(await users(), before! + 1);
  });

  it('is one sign-in like every other: a logout ends it, and the cookie is Secure where the page came by https', async () => {
    await signIn();
    const token = browser.cookies.get('session')!.value;
    const headers = { cookie: `session=${token}`, origin: pageOrigin };
    assert.equal((await request(`${backend.url}/api/auth/logout`, 'POST', undefined, headers)).status, 204);
    assertProblem(await me(token), 401, 'unauthenticated');

    const secure = await startBackend({
      database: backend.database,
      keys: backend.keys,
      allowedOrigins: ['https://todo.example'],
      issuer: { issuer: issuer.url, clientId, clientSecret, name: 'Example' },
    });
    browser = new TestBrowser('https://todo.example', secure.url);
    const begun = await browser.go('/api/auth/oidc/login');
    const { setCookie } = await browser.go((await browser.go(begun.location)).location);
    for (const set of [begun.setCookie[0]!, ...setCookie]) assert.match(set, /; HttpOnly; SameSite=Lax; Secure$/);
    await secure.stop();
  });

  it('takes e-mail address, zone and locale from where the issuer tells them, the last two else from the browser', async () => {
    issuer.info = { email: 'info@example.com', email_verified: true, zoneinfo: 'not/a zone', locale: '?' };
    await signIn('?timeZone=Europe/Berlin&locale=de-DE');
    const { email, timeZone, locale } = (await me(browser.cookies.get('session')?.value)).body;
    assert.deepEqual([email, timeZone, locale], ['info@example.com', 'Europe/Berlin', 'de-DE']);
  });

  const paths: [to: string, location: string][] = [
    ['/settings', '/settings'],
    ['/?status=open&q=a b#top', '/?status=open&q=a%20b#top'],
    ['/.//evil.example', '//evil.example'],
    ['/@evil.example', '/@evil.example'],
  ];
  for (const [to, location] of paths) {
    it(`ends at ${to} of the page, if it began there`, async () => {
      const visit = await signIn(`?to=${encodeURIComponent(to)}`);
      assert.equal(visit.location, `${pageOrigin}${location}`);
      assert.equal(new URL(visit.location).origin, pageOrigin);
    });
  }

  const elsewhere = [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'evil',
    '',
    'javascript:alert(1)',
    `/${'x'.repeat(2001)}`,
    '/\0',
  ];
  it('leads to nowhere but the page', async () => {
    for (const to of elsewhere) {
      const url = `${backend.url}/api/auth/oidc/login?to=${encodeURIComponent(to)}`;
      assertProblem(await request(url, 'GET'), 400, 'validation_failed', 'query.to');
    }
    for (const query of ['to=/a&to=/b', 'timeZone=Mars/Crater', 'locale=de_DE', 'color=red']) {
      const response = await request(`${backend.url}/api/auth/oidc/login?${query}`, 'GET');
      assertProblem(response, 400, 'validation_failed', `query.${query.split('=')[0]}`);
    }
  });

  it('says so where the person or the issuer refuses', async () => {
    issuer.denial = 'access_denied';
    await assertRefused(signIn(), 'denied');
  });

  it('goes back to where it began where it fails, and reflects nothing of what came', async () => {
    issuer.denial = '<script>alert(1)</script>';
    const { location, body } = await signIn('?to=/settings');
    assert.equal(location, `${pageOrigin}/settings?signIn=denied`);
    assert.doesNotMatch(location + body, /script/);
  });

  it('counts once: what comes back again, or after ten minutes, or to another browser, is outdated', async () => {
    const address = await comeBack();
    const cookies = new Map(browser.cookies);
    assert.equal((await browser.go(address)).location, `${pageOrigin}/`);
    browser.cookies.clear();
    await assertRefused(browser.go(address), 'outdated');
    for (const [name, cookie] of cookies) browser.cookies.set(name, cookie);
    await assertRefused(browser.go(address), 'outdated');

    const late = await comeBack();
    const { now } = backend.clock;
    backend.clock.now = new Date(now.getTime() + 601_000);
    await assertRefused(browser.go(late), 'outdated');
    backend.clock.now = now;
  });

  it('needs the state that it was sent with, and a cookie that is ours', async () => {
    const address = new URL(await comeBack());
    address.searchParams.set('state', 'another');
    await assertRefused(browser.go(address.href), 'outdated');
    const stranger = await comeBack();
    const sealed = browser.cookies.get('oidc')!;
    sealed.value = `${sealed.value.slice(0, -1)}${sealed.value.endsWith('A') ? 'B' : 'A'}`.replace(/\.(.)/, '.X$1');
    await assertRefused(browser.go(stranger), 'outdated');
  });

  const distortions: [name: string, claims: Record<string, unknown>][] = [
    ['another nonce', { nonce: 'another' }],
    ['no nonce', { nonce: undefined }],
    ['another audience', { aud: 'another-client' }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['an expiry in the past', { exp: 1_000_000_000 }],
    ['another authorized party', { azp: 'another-client' }],
    ['no subject', { sub: undefined }],
    ['a subject that nobody can store', { sub: 'a\0b' }],
    ['a subject without end', { sub: 'x'.repeat(300) }],
  ];
  for (const [name, claims] of distortions) {
    it(`takes no ID token with ${name}`, async () => {
      const before = await users();
      issuer.distort = claims;
      await assertRefused(signIn(), 'failed');
      assert.equal(await users(), before);
    });
  }

  it('takes no ID token that the issuer did not sign, although it came from there', async () => {
    const forged = await TestIssuer.start();
    const idToken = issuer.idToken.bind(issuer);
    issuer.idToken = (claims) => forged.idToken({ ...claims, iss: issuer.url });
    await assertRefused(signIn(), 'failed');
    issuer.idToken = idToken;
    await forged.goDown();
  });

  it('goes on with the keys that the issuer has by now', async () => {
    assert.equal((await signIn()).location, `${pageOrigin}/`);
    await issuer.rotateKey();
    assert.equal((await signIn()).location, `${pageOrigin}/`);
  });

  it('makes one account where the same person comes twice at once', async () => {
    const before = await users();
    const browsers = Array.from({ length: 4 }, () => new TestBrowser(pageOrigin, backend.url));
    const addresses: string[] = [];
    for (const each of browsers)
      addresses.push((await each.go((await each.go('/api/auth/oidc/login')).location)).location);
    const visits = await Promise.all(browsers.map((each, at) => each.go(addresses[at]!)));
    assert.deepEqual(new Set(visits.map(({ location }) => location)), new Set([`${pageOrigin}/`]));
    const people = await Promise.all(browsers.map((each) => me(each.cookies.get('session')?.value)));
    assert.equal(new Set(people.map(({ body }) => body.id)).size, 1);
    assert.equal(await users(), before! + 1);
  });

  it('says so while the issuer is away, on the way there and on the way back, and works again afterwards', async () => {
    const late = await startBackend({
      database: backend.database,
      keys: backend.keys,
      issuer: { issuer: issuer.url, clientId, clientSecret, name: 'Example' },
    });
    await issuer.goDown();
    const away = await new TestBrowser(pageOrigin, late.url).go('/api/auth/oidc/login?to=/settings');
    assert.deepEqual([away.status, away.location], [303, `${pageOrigin}/settings?signIn=unavailable`]);
    await issuer.goUp();
    browser = new TestBrowser(pageOrigin, late.url);
    const address = await comeBack();
    await issuer.goDown();
    await assertRefused(browser.go(address), 'unavailable');
    await issuer.goUp();
    assert.equal((await signIn()).location, `${pageOrigin}/`);
    await late.stop();
  });

  it('counts with all sign-ins of an address', async () => {
    const limited = await startBackend({
      limits: { AUTH_REQUESTS_PER_MINUTE: 3 },
      issuer: { issuer: issuer.url, clientId, clientSecret, name: 'Example' },
    });
    browser = new TestBrowser(pageOrigin, limited.url);
    await registerClient(limited.url);
    assert.equal((await signIn()).location, `${pageOrigin}/`);
    const refused = await browser.go('/api/auth/oidc/login?to=/settings');
    assert.equal(refused.location, `${pageOrigin}/settings?signIn=too_many`);
    const response = await request(`${limited.url}/api/auth/oidc`, 'POST', { idToken: await issuer.idToken() });
    assertProblem(response, 429, 'too_many_requests');
    await limited.stop();
  });

  it('is told to the page by its name', async () => {
    const { body } = await request(`${backend.url}/api/config`, 'GET');
    assert.deepEqual(body, { phase5: true, oidc: { name: 'Example' } });
  });
});

for (const eventsEnabled of [false, true]) {
  it(`without an issuer there is no such sign-in in Phase ${eventsEnabled ? 5 : 4}`, async () => {
    const backend = await startBackend({ eventsEnabled });
    for (const [method, path] of [
      ['POST', ''],
      ['GET', '/login'],
      ['GET', '/callback?code=x&state=y'],
    ] as const) {
      const body = method === 'POST' ? { idToken: 'x' } : undefined;
      assertProblem(await request(`${backend.url}/api/auth/oidc${path}`, method, body), 404, 'not_found');
    }
    assert.deepEqual((await request(`${backend.url}/api/config`, 'GET')).body, { phase5: eventsEnabled });
    await backend.stop();
  });
}
