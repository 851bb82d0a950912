import assert from 'node:assert/strict';
import { connect, UpgradeRefused } from '../support/services/test-socket.ts';
import { useClientPerTest } from '../support/use-client.ts';
import { useChain } from './start-chain.ts';

interface Frame {
  type: string;
  data: { change: string; task: { title: string } };
}

describe('a socket of an API token, from the API through the events', () => {
  const chain = useChain({ now: new Date() });
  const ada = useClientPerTest(chain);

  const create = async (scope: string): Promise<{ id: string; secret: string }> =>
    (await ada.post('/api/tokens', { name: 'Script', scope })).body;
  const open = (token: string) => connect(chain.websocket.url, { headers: { authorization: `Bearer ${token}` } });
  const titles = (frames: unknown[]) => (frames as Frame[]).map(({ data }) => data.task.title);
  const isRefused = (status: number, code: string) => (error: unknown) =>
    error instanceof UpgradeRefused && error.status === status && error.body.code === code;

  it('gets what the session does with a token that only reads, and is closed by its revocation, alone', async () => {
    const { id, secret } = await create('read');
    const program = await open(secret);
    const other = await open((await create('write')).secret);
    const page = await open(ada.token);
    const eve = await open((await chain.register()).token);
    await ada.post('/api/tasks', { title: 'Pay rent' });
    for (const { received } of [program, other, page]) assert.deepEqual(titles(await received(1)), ['Pay rent']);

    await ada.delete(`/api/tokens/${id}`);
    assert.deepEqual(await program.closed, { code: 4401, reason: 'signed out' });
    await assert.rejects(open(secret), isRefused(401, 'unauthenticated'));
    await ada.post('/api/tasks', { title: 'Buy milk' });
    for (const { received } of [other, page]) assert.deepEqual(titles(await received(2)), ['Pay rent', 'Buy milk']);
    assert.deepEqual([program.frames.length, eve.frames], [1, []]);
    for (const { socket } of [other, page, eve]) socket.terminate();
  });

  it('is closed by signing out everywhere', async () => {
    const { closed } = await open((await create('read')).secret);
    await ada.post('/api/auth/logout?everywhere=true');
    assert.equal((await closed).code, 4401);
  });

  it('does not open for a token of the calendar feed, nor for one in a cookie', async () => {
    await assert.rejects(open((await create('feed')).secret), isRefused(403, 'insufficient_scope'));
    const { secret } = await create('read');
    const headers = { cookie: `session=${secret}`, origin: 'http://localhost:3000' };
    await assert.rejects(connect(chain.websocket.url, { headers }), isRefused(403, 'forbidden'));
  });
});
