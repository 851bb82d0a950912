import assert from 'node:assert/strict';
import { argon2Sync, randomBytes } from 'node:crypto';
import { password, request } from '../../../tests/support/api-client.ts';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { useBackend } from '../../../tests/support/backend/start-backend.ts';

describe('accounts', () => {
  const backend = useBackend();
  let count = 0;

  const auth = (path: string, body: unknown) => request(`${backend.url}/api/auth/${path}`, 'POST', body);
  const newEmail = () => `Person.${++count}@Example.com`;
  const hashOf = async (id: string) => {
    const [row] = await backend.orm.em.execute<[{ password_hash: string }]>('select * from "user" where id = ?', [id]);
    return row.password_hash;
  };

  it('are registered, with a token that works at once', async () => {
    const email = newEmail();
    const registered = await auth('register', { email, password, timeZone: 'Europe/Berlin', locale: 'de-DE' });
    assert.equal(registered.status, 201);
    const { user, token, ...rest } = registered.body;
    assert.deepEqual(rest, {});
    assert.deepEqual(user, { id: user.id, email, timeZone: 'Europe/Berlin', locale: 'de-DE' });
    const me = await request(`${backend.url}/api/auth/me`, 'GET', undefined, { authorization: `Bearer ${token}` });
    assert.deepEqual([me.status, me.body], [200, user]);
  });

  it('are in UTC where no time zone is named, and take the one that is named at sign-in', async () => {
    const email = newEmail();
    assert.equal((await auth('register', { email, password })).body.user.timeZone, 'UTC');
    assert.equal((await auth('login', { email, password })).body.user.timeZone, 'UTC');
    assert.equal((await auth('login', { email, password, timeZone: 'Asia/Tokyo' })).body.user.timeZone, 'Asia/Tokyo');
    assert.equal((await auth('login', { email, password })).body.user.timeZone, 'Asia/Tokyo');
  });

  it('are American where no locale is named, and take the one that is named at sign-in, in its canonical form', async () => {
    const email = newEmail();
    const localeAfter = async (path: string, named: object) =>
      (await auth(path, { email, password, ...named })).body.user.locale;
    assert.equal(await localeAfter('register', {}), 'en-US');
    assert.equal(await localeAfter('login', { locale: 'DE-de' }), 'de-DE');
    assert.equal(await localeAfter('login', {}), 'de-DE');
    assert.equal(await localeAfter('login', { locale: 'en-us-u-hc-H23' }), 'en-US-u-hc-h23');
    assert.equal(await localeAfter('login', { locale: 'tlh' }), 'tlh', 'is well formed, though nothing knows Klingon');
  });

  it('have one e-mail address each, however it is cased', async () => {
    const email = newEmail();
    const { body } = await auth('register', { email, password });
    assertProblem(await auth('register', { email: email.toUpperCase(), password }), 409, 'conflict');
    const login = await auth('login', { email: ` ${email.toLowerCase()} `, password });
    assert.deepEqual([login.status, login.body.user], [200, body.user]);
  });

  it('are registered once when two ask at the same moment', async () => {
    const email = newEmail();
    const responses = await Promise.all([1, 2, 3].map(() => auth('register', { email, password })));
    assert.deepEqual(responses.map(({ status }) => status).sort(), [201, 409, 409]);
  });

  it('keep an argon2id hash of the password, salted, and answer it to nobody', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => auth('register', { email: newEmail(), password })));
    const hashes = [await hashOf(one?.body.user.id), await hashOf(other?.body.user.id)];
    for (const hash of hashes) assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    assert.notEqual(hashes[0], hashes[1]);
    const authorization = `Bearer ${one?.body.token}`;
    const me = await request(`${backend.url}/api/auth/me`, 'GET', undefined, { authorization });
    for (const response of [one, me]) assert.doesNotMatch(JSON.stringify(response?.body), /argon2|password/i);
  });

  const composed = 'éñçåüîôàžö'.normalize('NFC');
  const decomposed = composed.normalize('NFD');
  const signIn = async (email: string, password: string) => (await auth('login', { email, password })).status;
  /** The hash as it was made before passwords were normalised. */
  function hashAsTyped(password: string): string {
    const nonce = randomBytes(16);
    const parameters = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32, message: password, nonce };
    const [salt, hash] = [nonce, argon2Sync('argon2id', parameters)].map((bytes) =>
      bytes.toString('base64').replaceAll('=', ''),
    );
    return `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${hash}`;
  }

  it('take the same password from every keyboard, composed or decomposed, wide or narrow', async () => {
    const wide = 'ｂａｔｔｅｒｙｈｏｒｓｅ７';
    for (const [chosen, typed] of [
      [composed, decomposed],
      [decomposed, composed],
      [wide, 'batteryhorse7'],
      [composed.repeat(20), decomposed.repeat(20)],
    ] as const) {
      const email = newEmail();
      const { status, body } = await auth('register', { email, password: chosen });
      assert.equal(status, 201);
      assert.equal(await signIn(email, typed), 200);
      const authorization = { authorization: `Bearer ${body.token}` };
      const change = { password: `${password} 2`, currentPassword: typed };
      assert.equal((await request(`${backend.url}/api/auth/me`, 'PATCH', change, authorization)).status, 200);
    }
  });

  it('count the characters of a password after normalising it', async () => {
    const five = 'é'.repeat(5).normalize('NFD');
    const response = await auth('register', { email: newEmail(), password: five });
    assertProblem(response, 400, 'validation_failed', 'password');
  });

  it('keep a password that was hashed as it was typed, and then take its other form as well', async () => {
    const email = newEmail();
    const { body } = await auth('register', { email, password });
    const old = hashAsTyped(decomposed);
    await backend.orm.em.execute('update "user" set password_hash = ? where id = ?', [old, body.user.id]);
    assert.equal(await signIn(email, composed), 401);
    assert.equal(await hashOf(body.user.id), old);
    assert.equal(await signIn(email, decomposed), 200);
    const renewed = await hashOf(body.user.id);
    assert.notEqual(renewed, old);
    assert.equal(await signIn(email, composed), 200);
    assert.equal(await signIn(email, decomposed), 200);
    assert.equal(await hashOf(body.user.id), renewed);
  });

  it('are in the time zone that is meant, in the case that IANA has', async () => {
    const email = newEmail();
    const { body } = await auth('register', { email, password, timeZone: 'europe/berlin' });
    assert.equal(body.user.timeZone, 'Europe/Berlin');
    const login = await auth('login', { email, password, timeZone: 'AMERICA/NEW_YORK' });
    assert.equal(login.body.user.timeZone, 'America/New_York');
    const authorization = { authorization: `Bearer ${body.token}` };
    const changed = await request(`${backend.url}/api/auth/me`, 'PATCH', { timeZone: 'asia/calcutta' }, authorization);
    assert.equal(changed.body.timeZone, 'Asia/Calcutta');
  });

  it('take any password of 10 to 200 characters that is not easy to guess, to the letter', async () => {
    for (const odd of [' a  horse  ', '"\\$%00%00\u0001\ud83d\ude00', 'correct horse '.repeat(20).slice(0, 200)]) {
      const email = newEmail();
      assert.equal((await auth('register', { email, password: odd })).status, 201);
      assert.equal((await auth('login', { email, password: odd })).status, 200);
      assertProblem(await auth('login', { email, password: `${odd.slice(1)}?` }), 401, 'unauthenticated');
    }
  });

  const easy: [password: string, reason: RegExp][] = [
    ['1234567890', /most common/],
    ['Password123', /most common/],
    ['P4ssw0rd123', /similar to a common/],
    ['          ', /Repeats/],
    ['passwordpassword', /Repeats/],
    ['x'.repeat(200), /Repeats/],
    ['abcdefghijkl', /sequence/],
    ['31.12.1999', /date/],
    ['ada.of.many.names@a-long-domain.example', /e-mail/],
    ['ADA.OF.MANY.NAMES', /e-mail/],
  ];
  for (const [chosen, reason] of easy) {
    it(`refuse the password ${chosen.slice(0, 40)}, and say why`, async () => {
      const email = 'ada.of.many.names@a-long-domain.example';
      await backend.orm.em.execute('delete from "user" where email = ?', [email]);
      const refused = await auth('register', { email, password: chosen });
      assertProblem(refused, 400, 'validation_failed', 'password');
      assert.match(refused.body.errors[0].message, reason);
      const { body } = await auth('register', { email, password });
      const authorization = { authorization: `Bearer ${body.token}` };
      const change = { password: chosen, currentPassword: password };
      const unchanged = await request(`${backend.url}/api/auth/me`, 'PATCH', change, authorization);
      assertProblem(unchanged, 400, 'validation_failed', 'password');
      assert.match(unchanged.body.errors[0].message, reason);
      // An account that has had such a password since before goes on.
      await backend.orm.em.execute('update "user" set password_hash = ? where email = ?', [hashAsTyped(chosen), email]);
      assert.equal(await signIn(email, chosen), 200);
    });
  }

  it('answer a wrong password as they answer an unknown address', async () => {
    const email = newEmail();
    await auth('register', { email, password });
    const wrong = await auth('login', { email, password: 'not the password' });
    const unknown = await auth('login', { email: newEmail(), password });
    assertProblem(wrong, 401, 'unauthenticated');
    assert.deepEqual(unknown.body, wrong.body);
    assert.deepEqual([...unknown.headers.keys()], [...wrong.headers.keys()]);
    assert.equal(wrong.headers.get('set-cookie'), null);
  });

  describe('of the signed-in person', () => {
    const register = async () => {
      const email = newEmail();
      const { body } = await auth('register', { email, password });
      const me = (method: string, changes?: unknown) =>
        request(`${backend.url}/api/auth/me`, method, changes, { authorization: `Bearer ${body.token}` });
      return { email, me, id: body.user.id };
    };

    it('change their time zone and their locale, and keep the session', async () => {
      const { me, email, id } = await register();
      const moved = await me('PATCH', { timeZone: 'America/New_York' });
      const there = { id, email, timeZone: 'America/New_York' };
      assert.deepEqual([moved.status, moved.body], [200, { ...there, locale: 'en-US' }]);
      const changed = await me('PATCH', { locale: 'en-gb' });
      assert.deepEqual([changed.status, changed.body], [200, { ...there, locale: 'en-GB' }]);
      assertProblem(await me('PATCH', { locale: 'de_DE' }), 400, 'validation_failed', 'locale');
      assert.deepEqual((await me('GET')).body, changed.body);
      assert.deepEqual((await me('PATCH', {})).body, changed.body);
    });

    it('change their password only with the current one', async () => {
      const { me, email } = await register();
      const next = 'another battery staple';
      assertProblem(await me('PATCH', { password: next }), 400, 'validation_failed', 'currentPassword');
      assertProblem(await me('PATCH', { password: next, currentPassword: 'wrong' }), 403, 'forbidden');
      assert.equal((await auth('login', { email, password })).status, 200);
      assert.equal((await me('PATCH', { password: next, currentPassword: password })).status, 200);
      assertProblem(await auth('login', { email, password }), 401, 'unauthenticated');
      assert.equal((await auth('login', { email, password: next })).status, 200);
    });

    it('change nothing when a part of the change is refused', async () => {
      const { me, id } = await register();
      const hash = await hashOf(id);
      const both = { timeZone: 'Asia/Tokyo', password: 'another battery staple', currentPassword: 'wrong' };
      assertProblem(await me('PATCH', both), 403, 'forbidden');
      assert.equal((await me('GET')).body.timeZone, 'UTC');
      assert.equal(await hashOf(id), hash);
    });
  });
});
