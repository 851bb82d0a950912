import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { eventually } from '../../tests/support/eventually.ts';
import { freePorts, processesWith, throwAwayFolder } from '../../tests/support/services/local-system.ts';
import type { Ports } from './config.ts';

const runner = fileURLToPath(new URL('./run.cjs', import.meta.url));
const program = fileURLToPath(new URL('./main.ts', import.meta.url));

describe('npm start', () => {
  const folder = throwAwayFolder();
  let ports: Ports;
  let child: ChildProcess;
  let output: string;

  before(async () => {
    ports = await freePorts();
  });
  afterEach(async () => {
    child.kill('SIGTERM');
    await eventually('nothing is left running', () => processesWith(folder.path).length === 0);
  });
  after(() => folder.remove());

  function start(command: string, args: string[]): void {
    const named = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)]));
    const env = { ...process.env, ...named, DATA_DIR: folder.path, PHASE5_ENABLED: 'true' };
    child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text) => {
        output += text;
      });
    }
  }
  const ready = () =>
    eventually('it is ready', () => {
      if (child.exitCode !== null) throw new Error(`it ended:\n${output}`);
      return output.includes('Ctrl-C stops everything');
    });

  it('tells the addresses, and leaves nothing behind after Ctrl-C', async () => {
    start('node', [runner, program]);
    await ready();
    for (const port of [ports.FRONTEND_PORT, ports.BACKEND_PORT, ports.WEBSOCKET_PORT]) {
      assert.match(output, new RegExp(`//localhost:${port}`));
    }
    // A terminal sends SIGINT to the whole foreground process group.
    process.kill(-(child.pid as number), 'SIGINT');
    const [code] = await once(child, 'close');
    assert.equal(code, 0);
    assert.match(output, /Stopping \.\.\.\n(.*\n)*Stopped\.\n$/);
    assert.deepEqual(processesWith(folder.path), []);
  });

  it('starts again at once after it was killed, and leaves nothing behind when the process before it is killed', async () => {
    start(process.execPath, [program]);
    await ready();
    assert.ok(processesWith(folder.path).length >= 8);
    child.kill('SIGKILL');
    await once(child, 'close');
    start('node', [runner, program]);
    await ready();
    child.kill('SIGKILL');
    await eventually('nothing is left running', () => processesWith(folder.path).length === 0);
  });

  it('says in one line which ports are in use', async () => {
    const other = createServer().listen(ports.BACKEND_PORT, '127.0.0.1');
    await once(other, 'listening');
    start('node', [runner, program]);
    const [code] = await once(child, 'close');
    other.close();
    assert.equal(code, 1);
    assert.equal(
      output.split('\n').slice(1).join('\n'),
      `Port ${ports.BACKEND_PORT} (backend) is in use by another program. Stop it, or set BACKEND_PORT.\n`,
    );
  });
});
