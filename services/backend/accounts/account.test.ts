import assert from 'node:assert/strict';
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
    const registered = await auth('register', { email, password, timeZone: 'Europe/Berlin' });
    assert.equal(registered.status, 201);
    const { user, token, ...rest } = registered.body;
    assert.deepEqual(rest, {});
    assert.deepEqual(user, { id: user.id, email, timeZone: 'Europe/Berlin' });
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

  it('have one e-mail address each, however it is cased', async () => {
    const email = newEmail();
    const { body } = await auth('register', { email, password });
    assertProblem(await auth('register', { email: email.toUpperCase(), password }), 409, 'conflict');
    const login = await auth('login', { email: ` ${email.toLowerCase()} `, password });
    assert.deepEqual([login.status, login.body.user], [200, body.user]);
  });

  it('are registered once when two ask at the same moment', async () => {
    const email = newEmail();
    const answers = await Promise.all([1, 2, 3].map(() => auth('register', { email, password })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409]);
  });

  it('keep an argon2id hash of the password, salted, and answer it to nobody', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => auth('register', { email: newEmail(), password })));
    const hashes = [await hashOf(one?.body.user.id), await hashOf(other?.body.user.id)];
    for (const hash of hashes) assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    assert.notEqual(hashes[0], hashes[1]);
    const authorization = `Bearer ${one?.body.token}`;
    const me = await request(`${backend.url}/api/auth/me`, 'GET', undefined, { authorization });
    for (const answer of [one, me]) assert.doesNotMatch(JSON.stringify(answer?.body), /argon2|password/i);
  });

  it('take any password of 10 to 200 characters, to the letter', async () => {
    for (const odd of ['          ', '"\\$%00%00\u0001\ud83d\ude00', 'x'.repeat(200)]) {
      const email = newEmail();
      assert.equal((await auth('register', { email, password: odd })).status, 201);
      assert.equal((await auth('login', { email, password: odd })).status, 200);
      assertProblem(await auth('login', { email, password: `${odd.slice(1)}?` }), 401, 'unauthenticated');
    }
  });

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

    it('change their time zone, and keep the session', async () => {
      const { me, email, id } = await register();
      const changed = await me('PATCH', { timeZone: 'America/New_York' });
      assert.deepEqual([changed.status, changed.body], [200, { id, email, timeZone: 'America/New_York' }]);
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
