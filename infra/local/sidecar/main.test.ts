import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSidecar } from '../../../shared/dapr/sidecar.ts';
import { freePort } from '../resources/free-port.ts';

describe('the program of the local stand-in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'todo-sidecar-'));
  const secretsFile = join(folder, 'secrets.json');
  const token = 'a-token-that-is-long-enough';

  before(() => writeFileSync(secretsFile, JSON.stringify({ backend: { JWT_PUBLIC_KEY: 'a key' } })));
  after(() => rmSync(folder, { recursive: true }));

  function run(env: Record<string, string>) {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, said })) };
  }

  async function environment() {
    const httpPort = await freePort();
    const apps = [{ appId: 'backend', appPort: await freePort(), httpPort, apiToken: token }];
    return {
      httpPort,
      env: { SIDECAR_APPS: JSON.stringify(apps), SIDECAR_SECRETS_FILE: secretsFile },
    };
  }

  it('serves before any app or database is there, and ends in peace on SIGTERM', async () => {
    const { httpPort, env } = await environment();
    const { child, ended } = run(env);
    const sidecar = createSidecar({ port: httpPort, apiToken: token });
    await sidecar.waitUntilReady(60_000);
    assert.deepEqual(await sidecar.getSecret('secrets', 'backend'), { JWT_PUBLIC_KEY: 'a key' });
    child.kill('SIGTERM');
    assert.equal((await ended).code, 0);
  });

  it('says in one line which setting is wrong', async () => {
    const { code, said } = await run({ SIDECAR_APPS: 'nonsense' }).ended;
    assert.equal(code, 1);
    assert.match(said, /SIDECAR_APPS: Must be JSON/);
    assert.doesNotMatch(said, /at file:/);
  });

  it('says which port is taken, and does not start by halves', async () => {
    const { httpPort, env } = await environment();
    const other = createServer().listen(httpPort, '127.0.0.1');
    await once(other, 'listening');
    try {
      const { code, said } = await run(env).ended;
      assert.equal(code, 1);
      assert.match(said, new RegExp(`Port ${httpPort}, for the sidecar of backend, is in use`));
    } finally {
      other.close();
    }
  });
});
