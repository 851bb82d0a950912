import assert from 'node:assert/strict';
import type { Invocation, Sidecar } from '../../../../shared/dapr/sidecar.ts';
import { password, request } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { tablesThatMention } from '../../../../tests/support/backend/count-rows.ts';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { eventually } from '../../../../tests/support/eventually.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

describe('a forgotten password', () => {
  let sent: Invocation[];
  const invoke = async (call: Invocation) => void sent.push(call);
  const backend = useBackend({ sidecar: { invoke } as unknown as Sidecar, sendsEmail: true });
  const plain = useBackend();
  const ada = useClientPerTest(backend);
  beforeEach(() => {
    sent = [];
  });

  const post = (path: string, body: object) => request(`${backend.url}/api/auth/${path}`, 'POST', body);
  const confirm = (token: string, chosen = 'an entirely new one') => post('reset/confirm', { token, password: chosen });
  const logIn = async (chosen: string) => (await post('login', { email: ada.email, password: chosen })).status;
  const secretOf = ({ body }: Invocation) => (body as { link: string }).link.split('#')[1]!;
  /** Asks for a link, and resolves with its secret once it was sent. */
  async function ask(): Promise<string> {
    const before = sent.length;
    await post('reset', { email: ada.email.toUpperCase() });
    await eventually('the link is sent', () => sent.length > before);
    return secretOf(sent.at(-1)!);
  }
  async function later(seconds: number, work: () => Promise<void>): Promise<void> {
    const { now } = backend.clock;
    backend.clock.now = new Date(now.getTime() + seconds * 1000);
    await work().finally(() => {
      backend.clock.now = now;
    });
  }

  it('is replaced by a link, which works once, ends all sessions and revokes all tokens', async () => {
    const { secret: apiToken } = (await ada.post('/api/tokens', { name: 'x', scope: 'read' })).body;
    const secret = await ask();
    assert.deepEqual(sent, [
      {
        appId: 'notification',
        method: 'POST',
        path: `users/${ada.userId}/password-reset`,
        body: { link: `http://localhost:3000/reset#${secret}` },
      },
    ]);
    assert.deepEqual(await tablesThatMention(backend.orm, secret), []);
    assertProblem(await confirm(secret, '1234567890'), 400, 'validation_failed', 'password');
    const response = await confirm(secret);
    assert.deepEqual([response.status, response.body.user.id], [200, ada.userId]);
    const me = (token: string) =>
      request(`${backend.url}/api/auth/me`, 'GET', undefined, { authorization: `Bearer ${token}` });
    assert.equal((await me(response.body.token)).status, 200);
    for (const token of [ada.token, apiToken]) assertProblem(await me(token), 401, 'unauthenticated');
    assert.deepEqual([await logIn(password), await logIn('an entirely new one')], [401, 200]);
    assertProblem(await confirm(secret), 400, 'validation_failed', 'token');
  });

  it('gets the same response whether there is an account or not, and a message only if there is', async () => {
    const responses = [await post('reset', { email: 'nobody@example.com' }), await post('reset', { email: ada.email })];
    for (const { status, body } of responses) assert.deepEqual([status, body], [202, '']);
    await eventually('the link is sent', () => sent.length > 0);
    assert.deepEqual(
      sent.map(({ path }) => path),
      [`users/${ada.userId}/password-reset`],
    );
  });

  it('is not waited for: the response comes before it is known whether there is an account', async () => {
    const tx = backend.orm.em.fork();
    await tx.begin();
    await tx.execute('lock table password_reset in access exclusive mode');
    try {
      assert.equal((await post('reset', { email: ada.email })).status, 202);
      assert.deepEqual(sent, []);
    } finally {
      await tx.rollback();
    }
    await eventually('the link is sent', () => sent.length > 0);
  });

  it('gets one message a minute, and the later link replaces the earlier one', async () => {
    const first = await ask();
    await post('reset', { email: ada.email });
    await later(60, async () => {
      const second = await ask();
      assert.equal(sent.length, 2);
      assertProblem(await confirm(first), 400, 'validation_failed', 'token');
      assert.equal((await confirm(second)).status, 200);
    });
  });

  it('cannot be replaced by a link that is too old, nor by one of many at once', async () => {
    const secret = await ask();
    await later(15 * 60, async () => assertProblem(await confirm(secret), 400, 'validation_failed', 'token'));
    const responses = await Promise.all([1, 2, 3].map(() => confirm(secret)));
    assert.deepEqual(responses.map(({ status }) => status).sort(), [200, 400, 400]);
  });

  it('cannot be replaced where no e-mail is sent', async () => {
    for (const path of ['reset', 'reset/confirm']) {
      assertProblem(await request(`${plain.url}/api/auth/${path}`, 'POST', {}), 404, 'not_found');
    }
    assert.equal((await request(`${plain.url}/api/config`, 'GET')).body.email, undefined);
    assert.equal((await request(`${backend.url}/api/config`, 'GET')).body.email, true);
  });
});
