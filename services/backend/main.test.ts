import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { registerClient, request } from '../../tests/support/api-client.ts';
import { type SpawnedBackend, spawnBackend } from '../../tests/support/backend/spawn-backend.ts';
import { createDatabase, createEmptyDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { freePort, freshSessionKeys } from '../../tests/support/infrastructure.ts';

describe('the backend as a program', () => {
  let database: TestDatabase;
  let running: SpawnedBackend[] = [];
  const keys = freshSessionKeys();

  before(async () => {
    database = await createDatabase();
  });
  after(() => database.drop());
  afterEach(async () => {
    for (const { process, exited } of running) {
      process.kill('SIGKILL');
      await exited;
    }
    running = [];
  });

  const start = (env: Record<string, string>) => {
    const backend = spawnBackend(env);
    running.push(backend);
    return backend;
  };
  const phase4 = async (): Promise<Record<string, string>> => ({
    PORT: String(await freePort()),
    HOST: '127.0.0.1',
    DATABASE_URL: database.url,
    JWT_PRIVATE_KEY: keys.privateKey,
    JWT_PUBLIC_KEY: keys.publicKey,
  });
  const listening = 'The backend is listening.';

  it('runs in Phase 4 with a database and keys alone, and contacts no sidecar', async () => {
    let contacts = 0;
    const sidecar = createServer().on('connection', () => contacts++);
    await once(sidecar.listen(await freePort(), '127.0.0.1'), 'listening');
    const address = sidecar.address() as { port: number };
    const env: Record<string, string> = { ...(await phase4()), DAPR_HTTP_PORT: String(address.port) };
    const backend = start(env);
    assert.equal((await backend.logged(listening))['phase5'], false);

    const url = `http://127.0.0.1:${env['PORT']}`;
    assert.deepEqual((await request(`${url}/readyz`, 'GET')).body, { status: 'ready', checks: { database: 'ok' } });
    const ada = await registerClient(url);
    const { body: task } = await ada.post('/api/tasks', { title: 'Plain' });
    assert.equal((await ada.post(`/api/tasks/${task.id}/complete`)).status, 200);
    assert.equal((await ada.delete('/api/auth/me', { password: 'correct horse battery' })).status, 204);
    backend.process.kill('SIGTERM');
    assert.equal(await backend.exited, 0);
    assert.equal(contacts, 0);
    await new Promise((resolve) => sidecar.close(resolve));
  });

  it('sends a reminder when it is due, although no cron binding asks for it', async () => {
    const { DATABASE_URL, JWT_PRIVATE_KEY, JWT_PUBLIC_KEY, ...env } = await phase4();
    const published: string[] = [];
    const sidecar = createServer(async (incoming, response) => {
      const { url = '' } = incoming;
      if (url.startsWith('/v1.0-alpha1/publish/bulk/')) published.push(await text(incoming));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(url.includes('/secrets/') ? { DATABASE_URL, JWT_PRIVATE_KEY, JWT_PUBLIC_KEY } : {}));
    });
    await once(sidecar.listen(0, '127.0.0.1'), 'listening');
    const { port } = sidecar.address() as { port: number };
    const tokens = { DAPR_API_TOKEN: 'x'.repeat(16), APP_API_TOKEN: 'y'.repeat(16) };
    const backend = start({ ...env, ...tokens, PHASE5_ENABLED: 'true', DAPR_HTTP_PORT: String(port) });
    assert.equal((await backend.logged(listening))['phase5'], true);
    const ada = await registerClient(`http://127.0.0.1:${env['PORT']}`);
    const at = new Date(Date.now() + 1_000).toISOString();
    const { body: task } = await ada.post('/api/tasks', { title: 'Call mum', reminders: [{ at }] });
    const state = async () => (await ada.get(`/api/tasks/${task.id}`)).body.reminders[0].state;
    await eventually('the reminder is sent', async () => (await state()) === 'sent');
    await eventually('its event is published', () => published.some((bulk) => bulk.includes('reminder.due.v1')));
    backend.process.kill('SIGTERM');
    assert.equal(await backend.exited, 0);
    sidecar.closeAllConnections();
    sidecar.close();
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`finishes the request under way on ${signal}, takes no further one, and exits with 0`, async () => {
      const env = await phase4();
      const backend = start(env);
      await backend.logged(listening);
      const port = Number(env['PORT']);
      const ada = await registerClient(`http://127.0.0.1:${port}`);
      const body = JSON.stringify({ title: 'Under way' });
      const socket = connect(port, '127.0.0.1');
      let received = '';
      socket.setEncoding('utf8').on('data', (text) => (received += text));
      const closed = once(socket, 'close');
      // The server says "100 Continue" once it has begun with the request.
      socket.write(
        `POST /api/tasks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ada.token}\r\nExpect: 100-continue\r\n` +
          `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
      );
      await once(socket, 'data');
      const asked = Date.now();
      backend.process.kill(signal);
      await backend.logged('Shutting down.');
      const isRefused = () =>
        request(`http://127.0.0.1:${port}/healthz`, 'GET').then(
          () => false,
          () => true,
        );
      await eventually('further requests are refused', isRefused);
      socket.write(body);
      assert.equal(await backend.exited, 0);
      await closed;
      assert.match(received, /HTTP\/1\.1 201 Created/);
      assert.ok(Date.now() - asked < 10_000, 'it does not wait for connections that nobody uses');
    });
  }

  /** It ends by itself, tells why in a few lines, and shows neither a stack nor a secret. */
  async function fails(env: Record<string, string>): Promise<string> {
    const backend = start(env);
    assert.equal(await backend.exited, 1, backend.output());
    assert.doesNotMatch(backend.output(), /\n\s+at |node:internal|PRIVATE KEY|s3cret/);
    return backend.output();
  }

  it('names every variable that is missing, and exits with 1', async () => {
    const [output, inPhase5] = await Promise.all([fails({}), fails({ PHASE5_ENABLED: 'true' })]);
    for (const name of ['DATABASE_URL', 'JWT_PRIVATE_KEY', 'JWT_PUBLIC_KEY']) {
      assert.match(output, new RegExp(`^ {2}${name}: is missing$`, 'm'));
    }
    assert.doesNotMatch(output, /DAPR/);
    for (const name of ['DAPR_HTTP_PORT', 'DAPR_API_TOKEN', 'APP_API_TOKEN']) {
      assert.match(inPhase5, new RegExp(`^ {2}${name}: is missing$`, 'm'));
    }
  });

  const wrong: Record<string, string>[] = [
    {
      PORT: 'eighty',
      PHASE5_ENABLED: 'yes',
      PUBLIC_ORIGIN: 's3cret',
      LOG_LEVEL: 'loud',
      AUTH_REQUESTS_PER_MINUTE: '0',
    },
    { DATABASE_URL: 'postgres//s3cret', JWT_PRIVATE_KEY: 's3cret', JWT_PUBLIC_KEY: keys.privateKey },
    { JWT_PUBLIC_KEY: freshSessionKeys().publicKey },
  ];
  it('names every variable that is wrong, and no value', async () => {
    const outputs = await Promise.all(wrong.map(async (variables) => fails({ ...(await phase4()), ...variables })));
    for (const [index, output] of outputs.entries()) {
      for (const name of Object.keys(wrong[index]!))
        assert.match(output, new RegExp(`^ {2}${name}: (?!is missing)`, 'm'));
    }
  });

  it('says what to do when its port is taken, its database away, or the schema not there', async () => {
    const taken = createServer();
    await once(taken.listen(await freePort(), '127.0.0.1'), 'listening');
    const { port } = taken.address() as { port: number };
    const nobody = `postgres://todo:s3cret@127.0.0.1:${await freePort()}/todo`;
    const empty = await createEmptyDatabase();
    const [onPort, away, unmigrated] = await Promise.all([
      fails({ ...(await phase4()), PORT: String(port) }),
      fails({ ...(await phase4()), DATABASE_URL: nobody }),
      fails({ ...(await phase4()), DATABASE_URL: empty.url }),
    ]);
    assert.match(onPort, /Port \d+ is in use.*PORT/);
    assert.match(away, /database.*DATABASE_URL/i);
    assert.match(unmigrated, /migrat/i);
    await new Promise((resolve) => taken.close(resolve));
    await empty.drop();
  });
});
