import assert from 'node:assert/strict';
import { chmodSync, statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { eventually } from '../../tests/support/eventually.ts';
import { provideBuiltPage } from '../../tests/support/frontend/built-page.ts';
import { freePorts, processesWith, throwAwayFolder } from '../../tests/support/services/local-system.ts';
import type { Ports } from './config.ts';
import { isUp } from './processes/program.ts';
import { portState } from './resources/free-port.ts';
import { type System, type SystemEvent, startSystem } from './system.ts';

const authRequestsPerMinute = 3;

describe('the local system', () => {
  const folder = throwAwayFolder();
  const events: SystemEvent[] = [];
  let ports: Ports;
  let system: System;

  before(async () => {
    chmodSync(folder.path, 0o755);
    await provideBuiltPage(folder.path);
    ports = await freePorts();
    system = await start();
  });
  after(async () => {
    await system?.stop();
    folder.remove();
  });

  function start(env: Record<string, string> = {}): Promise<System> {
    return startSystem({
      eventsEnabled: false,
      dataDir: folder.path,
      ports,
      throwAway: true,
      env: { TEST_MARK: folder.path, AUTH_REQUESTS_PER_MINUTE: String(authRequestsPerMinute), ...env },
      onEvent: (event) => events.push(event),
    });
  }

  const restarted = (name: string, times: number) =>
    eventually(`${name} is up again`, () => system.processes.get(name)?.restarts === times);

  it('runs PostgreSQL, backend and page in Phase 4, and nothing else', () => {
    assert.deepEqual([...system.processes.keys()].sort(), ['backend', 'frontend', 'postgres']);
  });

  it('closes its folder to other users, who at most pass through to the database', () => {
    assert.equal((statSync(folder.path).mode & 0o767).toString(8), '700');
  });

  it('serves the page, and the API through it', async () => {
    assert.ok(await isUp(`http://127.0.0.1:${ports.FRONTEND_PORT}/`));
    assert.deepEqual(await (await fetch(`http://127.0.0.1:${ports.FRONTEND_PORT}/api/config`)).json(), {
      phase5: false,
    });
  });

  // Only Linux has all of 127.0.0.0/8 as addresses of its own.
  (process.platform === 'linux' ? it : it.skip)(
    'counts requests by the address from which they came to the page, and believes no other',
    async () => {
      const logIn = (port: number, localAddress: string, forwardedFor?: string) =>
        new Promise<number | undefined>((resolve, reject) => {
          const headers = {
            'content-type': 'application/json',
            ...(forwardedFor && { 'x-forwarded-for': forwardedFor }),
          };
          const options = { port, host: '127.0.0.1', localAddress, path: '/api/auth/login', method: 'POST', headers };
          httpRequest(options, (response) => resolve(response.resume().statusCode))
            .on('error', reject)
            .end('{}');
        });
      const { FRONTEND_PORT: page, BACKEND_PORT: backend } = ports;
      const allowed = Array.from({ length: authRequestsPerMinute }, () => 400);
      const times = async (port: number, address: string, forwardedFor?: (n: number) => string) => {
        const statuses: unknown[] = [];
        for (let n = 0; n <= authRequestsPerMinute; n += 1)
          statuses.push(await logIn(port, address, forwardedFor?.(n)));
        return statuses;
      };
      const spoofed = (n: number) => `192.0.2.${n}`;
      assert.deepEqual(await times(page, '127.0.0.2'), [...allowed, 429]);
      assert.deepEqual(await times(page, '127.0.0.3', spoofed), [...allowed, 429]);
      assert.deepEqual(await times(backend, '127.0.0.4', spoofed), [...allowed, 429]);
    },
  );

  it('starts a killed backend again', async () => {
    assert.ok(system.processes.get('backend')?.kill('SIGKILL'));
    await restarted('backend', 1);
    await system.ready();
  });

  it('starts a killed PostgreSQL again on the same data, and the backend finds it', async () => {
    assert.ok(system.processes.get('postgres')?.kill('SIGKILL'));
    await restarted('postgres', 1);
    await system.ready();
  });

  it('says that the data folder is in use by another instance', async () => {
    const other = await freePorts();
    const { pid } = system.processes.get('postgres') as { pid: number };
    await assert.rejects(startSystem({ eventsEnabled: false, dataDir: folder.path, ports: other }), {
      name: 'StartError',
      message: new RegExp(`^The data folder .* is in use by another instance .*${pid}.* or set DATA_DIR\\.$`),
    });
    await system.ready();
  });

  it('leaves no process, no port and no lock behind when it is stopped', async () => {
    assert.notDeepEqual(processesWith(folder.path), []);
    await system.stop();
    assert.deepEqual(processesWith(folder.path), []);
    for (const port of Object.values(ports)) assert.equal(await portState(port), 'free');
  });

  it('starts again on the same data', async () => {
    const before = events.length;
    system = await start();
    const messages = events.slice(before).flatMap((event) => (event.type === 'doing' ? [event.message] : []));
    assert.deepEqual(messages, []); // a later start repeats no step of the first
    await system.stop();
  });

  it('says why a service does not start, and leaves nothing behind', async () => {
    await assert.rejects(start({ AUTH_REQUESTS_PER_MINUTE: 'many' }), {
      name: 'StartError',
      message: new RegExp(
        `^The backend stopped while starting: .*AUTH_REQUESTS_PER_MINUTE.*${join('logs', 'backend.log')}`,
        's',
      ),
    });
    assert.deepEqual(processesWith(folder.path), []);
  });
});
