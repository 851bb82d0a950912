import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exchange } from '../../../tests/support/backend/raw-request.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { pageServers, viteServers } from '../../../tests/support/frontend/page-servers.ts';
import { recordingService } from '../../../tests/support/frontend/recording-service.ts';
import { holds } from '../../../tests/support/property-runs.ts';
import { throwAwayFolder } from '../../../tests/support/services/local-system.ts';
import { connect } from '../../../tests/support/services/test-socket.ts';
import { useStarted } from '../../../tests/support/use-started.ts';

/** Ways out of what the page's server passes on. */
const waysOut = [
  '/api/../metrics',
  '/api/..//internal/session',
  '/api/tasks/../../metrics',
  '/mcp/../internal/successors',
  '/ws/../metrics',
  '/ws?/../metrics',
  '/api/%2e%2e/metrics',
  '/api/.%2E/metrics',
  '/api/..%2fmetrics',
  '/api%2f..%2Fmetrics',
  '/api/..\\metrics',
  '/api\\..\\metrics',
  '/api/%2e%2e%5cmetrics',
  '//api/../metrics',
  '/./api/.././metrics',
  'http://elsewhere.example/api/../metrics',
  'http://elsewhere.example/metrics',
  '/apis',
  '/api-docs',
  '/mcpx',
  '/wsx',
  '/metrics',
  '/internal/session',
];
/** Other spellings of addresses of the services. */
const waysIn: [target: string, resolved: string][] = [
  ['/api', '/api'],
  ['/api/tasks?q=a/../b', '/api/tasks?q=a/../b'],
  ['/api/tasks?q=main.ts', '/api/tasks?q=main.ts'],
  ['/api/feed/todo_0123.ics', '/api/feed/todo_0123.ics'],
  ['/api/push/key', '/api/push/key'],
  ['/mcp', '/mcp'],
];
const head = (target: string, ...headers: string[]) =>
  `${[`GET ${target} HTTP/1.1`, 'Host: localhost', ...headers].join('\r\n')}\r\n\r\n`;

for (const [name, start] of Object.entries(pageServers)) {
  describe(`${name}, as the entrance to the services`, () => {
    const folder = throwAwayFolder();
    const backend = useStarted(recordingService);
    const websocket = useStarted(recordingService);
    const server = useStarted(() => start({ folder: folder.path, backend: backend.url, websocket: websocket.url }));
    after(() => folder.remove());
    function assertInside(): void {
      for (const { target } of backend.requests.splice(0)) assert.match(resolve(target), /^\/(api|mcp)(\/|$)/, target);
      for (const { target } of websocket.requests.splice(0)) assert.equal(resolve(target), '/ws', target);
    }
    afterEach(assertInside);
    /** As a service behind might read it. */
    const resolve = (target: string) =>
      new URL(target.replaceAll(/%2f|%5c/gi, '/').replace(/^\/+/, '/'), 'http://x').pathname;
    const get = (target: string) => exchange(server.url, head(target, 'Connection: close'));

    it('leads nowhere but to the addresses that are meant to be reached, however a path is written', async () => {
      for (const target of waysOut) {
        const response = await get(target);
        assert.match(response, /^HTTP\/1\.1 (200|400|404) /, target);
        assert.deepEqual(
          [backend.requests, websocket.requests.filter(({ target }) => !/^\/ws\?/.test(target))],
          [[], []],
          target,
        );
      }
    });

    it('leads to them as before', async () => {
      for (const [target, resolved] of waysIn) {
        assert.match(await get(target), /^HTTP\/1\.1 200 /, target);
        assert.deepEqual(
          backend.requests.splice(0).map(({ target }) => target),
          [resolved],
        );
      }
    });

    it('never leads elsewhere, whatever a path is made of', async () => {
      const pieces = [
        '/',
        '//',
        '\\',
        '%2f',
        '%5C',
        '.',
        '..',
        '%2e',
        '%2E%2e',
        '%252e',
        ';',
        'api',
        'mcp',
        'ws',
        'metrics',
        '?',
        '%',
        '@',
      ];
      const target = fc
        .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 })
        .map((all) => `/${all.join('')}`);
      await holds(target, async (path) => {
        await get(path);
        assertInside();
      });
    });

    it('responds at once to an upgrade that it does not know, and closes the connection', async () => {
      for (const upgrade of ['h2c', 'websocket', 'TLS/1.0', 'websocket, h2c']) {
        for (const target of ['/', '/api/tasks', '/mcp', '/metrics', '/api/../ws', '/wsx', '/ws/']) {
          const response = await exchange(
            server.url,
            head(
              target,
              'Connection: Upgrade, HTTP2-Settings',
              `Upgrade: ${upgrade}`,
              'HTTP2-Settings: AAMAAABkAAQAAP__',
            ),
          );
          assert.match(response, /^HTTP\/1\.1 (200|400|404) /, `${upgrade} at ${target}`);
        }
      }
      assert.match(await exchange(server.url, head('/ws', 'Connection: Upgrade', 'Upgrade: h2c')), /^HTTP\/1\.1 \d/);
      for (const { upgrade, headers } of [...backend.requests, ...websocket.requests]) {
        assert.deepEqual([upgrade, headers.upgrade], [false, undefined]);
      }
    });

    it('names the address of who asks, whatever that one says it is', async () => {
      const spoofed = ['X-Forwarded-For: 192.0.2.1', 'Connection: close'];
      await exchange(server.url, head('/api/tasks', ...spoofed));
      const addresses = backend.requests.map(({ headers }) => String(headers['x-forwarded-for']).split(/, ?/).at(-1));
      assert.deepEqual(addresses, ['127.0.0.1']);
    });

    it('opens sockets at /ws, and only there', async () => {
      const socket = await connect(server.url);
      socket.socket.terminate();
      assert.deepEqual(
        websocket.requests.map(({ target, upgrade }) => [target, upgrade]),
        [['/ws', true]],
      );
    });
  });
}

for (const [name, start] of Object.entries(viteServers)) {
  describe(`${name}, before clients that are slow or many`, () => {
    const folder = throwAwayFolder();
    const services = useStarted(recordingService);
    const server = useStarted(() => {
      const limits = { HEADERS_TIMEOUT_SECONDS: 1, REQUEST_TIMEOUT_SECONDS: 1, OPEN_REQUESTS_PER_ADDRESS: 3 };
      return start({ folder: folder.path, backend: services.url, websocket: services.url, limits });
    });
    after(() => folder.remove());

    it('closes the connection of a request that does not arrive in time', async () => {
      const lines = 'POST /api/tasks HTTP/1.1\r\nHost: localhost\r\n';
      for (const slow of [lines, `${lines}Content-Length: 10\r\n\r\n{`]) await exchange(server.url, slow);
    });

    it('refuses what is more than an address may have open', async () => {
      const slow = 'POST /api/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{';
      const responses = await Promise.all(Array.from({ length: 4 }, () => exchange(server.url, slow)));
      assert.equal(responses.filter((response) => response.startsWith('HTTP/1.1 429 ')).length, 1, String(responses));
    });
  });
}

const image = pageServers['the web server of the image'];
if (image) {
  describe('the web server of the image, told to stop', () => {
    const folder = throwAwayFolder();
    const backend = useStarted(recordingService);
    const server = useStarted(() => image({ folder: folder.path, backend: backend.url, websocket: backend.url }));
    after(() => folder.remove());

    it('responds for a while, and lets no connection be used again', async () => {
      const connection = async (path: string) => {
        const { ok, headers } = await fetch(`${server.url}${path}`);
        assert.ok(ok);
        return headers.get('connection');
      };
      assert.notEqual(await connection('/'), 'close');
      server.stop('SIGTERM');
      for (const path of ['/', '/api/tasks']) {
        await eventually(`${path} closes its connection`, async () => (await connection(path)) === 'close');
      }
    });
  });
}
