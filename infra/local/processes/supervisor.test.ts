import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../../../tests/support/eventually.ts';
import { isAlive, throwAwayFolder } from '../../../tests/support/services/local-system.ts';
import { freePort } from '../resources/free-port.ts';
import { type LogEntry, openLog } from './process-log.ts';
import { isUp, startProgram } from './program.ts';
import { type ProcessEvent, type Supervised, supervise } from './supervisor.ts';

describe('the supervisor', () => {
  const folder = throwAwayFolder();
  const entries: LogEntry[] = [];
  const log = openLog(join(folder.path, 'program.log'), (entry) => entries.push(entry));
  let supervised: Supervised | undefined;

  afterEach(() => supervised?.stop());
  after(() => {
    log.close();
    folder.remove();
  });

  function program(source: string, env: Record<string, string> = {}, upUrl?: string) {
    const file = join(folder.path, `${crypto.randomUUID()}.mjs`);
    writeFileSync(file, source);
    return async () => startProgram({ name: 'program', args: [file], env, log, upUrl });
  }

  async function webServer() {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const source = `import { createServer } from 'node:http';
      createServer((request, response) => response.end()).listen(Number(process.env.PORT), '127.0.0.1');`;
    return { url, start: program(source, { PORT: String(port) }, url) };
  }

  it('starts a killed process again, at once', async () => {
    const { url, start } = await webServer();
    const events: ProcessEvent[] = [];
    supervised = await supervise({ name: 'program', start, steadyMs: 0, onEvent: (event) => events.push(event) });
    const first = supervised.pid as number;
    assert.ok(await isUp(url));
    for (const restarts of [1, 2, 3]) {
      assert.equal(supervised.kill('SIGKILL'), true);
      await eventually('it is up again', () => supervised?.restarts === restarts);
      assert.ok(await isUp(url));
    }
    assert.notEqual(supervised.pid, first);
    assert.equal(isAlive(first), false);
    assert.deepEqual(
      events.map(({ type }) => type),
      ['exited', 'restarted', 'exited', 'restarted', 'exited', 'restarted'],
    );
    assert.deepEqual(events[0], { type: 'exited', process: 'program', exit: { code: null, signal: 'SIGKILL' } });
  });

  it('stops it for good', async () => {
    const { url, start } = await webServer();
    supervised = await supervise({ name: 'program', start });
    const pid = supervised.pid as number;
    await supervised.stop();
    assert.equal(isAlive(pid), false);
    assert.equal(supervised.pid, undefined);
    assert.equal(await isUp(url), false);
  });

  it('waits longer and longer for one that keeps dying, and still stops promptly', async () => {
    const start = program('process.exit(1)');
    const starts: number[] = [];
    supervised = await supervise({
      name: 'program',
      backOffMs: { first: 40, most: 100_000 },
      start: () => {
        starts.push(performance.now());
        return start();
      },
    });
    await eventually('it was started five times', () => starts.length >= 5);
    starts.slice(1, 5).forEach((at, index) => {
      const waited = at - (starts[index] as number);
      assert.ok(waited >= 40 * 2 ** index - 1, `start ${index + 2} came after ${waited} ms`);
    });
    await supervised.stop();
  });

  it('does not take up a process that fails its first start, and reports its reason', async () => {
    const start = program(
      `process.stdout.write(JSON.stringify({ level: 'fatal', msg: 'Cannot start.', reason: 'PORT: is missing' }) + '\\n');
       process.exitCode = 1;`,
      {},
      'http://127.0.0.1:1/',
    );
    await assert.rejects(supervise({ name: 'program', start }), {
      name: 'StartError',
      message: `The program stopped while starting: Cannot start. PORT: is missing (see ${log.path}).`,
    });
    assert.deepEqual(entries.at(-1), { level: 'fatal', message: 'Cannot start. PORT: is missing' });
  });

  it('gives a start up that is no longer wanted', async () => {
    const start = program('setInterval(() => {}, 1000)', {}, 'http://127.0.0.1:1/');
    const controller = new AbortController();
    let pid = 0;
    const starting = supervise({
      name: 'program',
      signal: controller.signal,
      start: async () => {
        const started = await start();
        pid = started.pid;
        queueMicrotask(() => controller.abort());
        return started;
      },
    });
    await assert.rejects(starting);
    assert.equal(isAlive(pid), false);
  });
});
