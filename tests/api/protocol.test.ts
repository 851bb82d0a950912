import assert from 'node:assert/strict';
import { request } from '../support/api-client.ts';
import { assertProblem } from '../support/assert-problem.ts';
import { countRows } from '../support/backend/count-rows.ts';
import { answerOf, exchange } from '../support/backend/raw-request.ts';
import { useBackend } from '../support/backend/start-backend.ts';
import { useClient } from '../support/use-client.ts';

describe('a request', () => {
  const backend = useBackend();
  const ada = useClient(backend);
  let rows: Record<string, number>;

  before(async () => {
    rows = await countRows(backend.orm);
  });
  afterEach(async () => {
    assert.deepEqual(await countRows(backend.orm), rows, 'a refused request has changed something');
    assert.equal((await request(`${backend.url}/healthz`, 'GET')).status, 200);
  });

  const send = async (lines: string[], body = '') => {
    const headers = [`Authorization: Bearer ${ada.token}`, 'Connection: close'];
    const [first = '', ...rest] = lines;
    return answerOf(await exchange(backend.url, `${[first, ...rest, ...headers].join('\r\n')}\r\n\r\n${body}`));
  };

  it('gets a response that no other site may embed, and that nobody may keep, also when it is refused', async () => {
    for (const path of ['/api/config', '/api/tasks', '/api/nowhere']) {
      const { headers } = await request(`${backend.url}${path}`, 'GET');
      assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('cache-control'), 'no-store');
    }
  });

  const unreadable: [name: string, bytes: string, status: number][] = [
    ['that is no HTTP at all', 'HELLO\r\n\r\n', 400],
    ['that is the beginning of TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001', 400],
    ['with an invalid header', 'GET /healthz HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n', 400],
    ['with a NUL in a header', 'GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n', 400],
    ['with two lengths', 'POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx', 400],
    [
      'with a length and chunks',
      'POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['with a length below zero', 'POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400],
    [
      'with a broken chunk',
      'POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n',
      400,
    ],
    ['with a method of its own', 'FETCH /healthz HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['with a space in its path', 'GET /api/ tasks HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['with a path of 100 000 letters', `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    ['with a query of 100 000 letters', `GET /api/tasks?q=${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    ['with headers of 100 000 letters', `GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`, 431],
  ];
  for (const [name, bytes, status] of unreadable) {
    it(`${name} is refused, and its connection closed`, async () => {
      const code = status === 431 ? 'headers_too_large' : 'malformed_request';
      assertProblem(answerOf(await exchange(backend.url, Buffer.from(bytes, 'latin1'))), status, code);
    });
  }

  const nowhere = [
    '/',
    '/api',
    '/api/',
    '/api/nothing',
    '/api/tasks/x/y/z',
    '/api/auth',
    '/favicon.ico',
    '/.env',
    '/api/tasks%2F',
    '/%',
    '/api/%E0%A4%A',
    '/api/%00',
    '//api/tasks',
    '/api/../../etc/passwd',
    '/api/__proto__',
    '/constructor',
    '/api/tasks;x=1',
    'http://elsewhere.example/nothing',
    '*',
  ];
  it('to an address that is none is not found, whatever the method', async () => {
    for (const path of nowhere) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
        const response = await send([`${method} ${path} HTTP/1.1`, 'Host: x']);
        assertProblem(response, 404, 'not_found');
      }
      const head = await send([`HEAD ${path} HTTP/1.1`, 'Host: x']);
      assert.deepEqual([head.status, head.body], [404, '']);
    }
  });

  it('with a broken escape or a traversal in place of an id is refused', async () => {
    for (const id of ['%', '%E0%A4%A', '%ZZ', '%00', '%2e%2e%2f', '..%5c', '%c0%ae']) {
      assertProblem(await send([`GET /api/tasks/${id} HTTP/1.1`, 'Host: x']), 400, 'validation_failed', 'id');
    }
  });

  const methods: Record<string, string> = {
    '/api/tasks': 'HEAD, GET, POST',
    [`/api/tasks/01890000-0000-7000-8000-000000000000`]: 'HEAD, GET, PATCH, DELETE',
    '/api/tasks/x/complete': 'POST',
    '/api/tasks/batch': 'POST',
    '/api/tasks/delete': 'POST',
    '/api/auth/me': 'HEAD, GET, PATCH, DELETE',
    '/api/auth/login': 'POST',
    '/api/chat': 'POST',
    '/api/config': 'HEAD, GET',
    '/api/preferences': 'HEAD, GET, PUT',
    '/healthz': 'HEAD, GET',
  };
  it('with a method that an address does not take is told which it takes, without credentials too', async () => {
    const sorted = (allow: string | null) => allow?.split(', ').sort();
    for (const [path, allowed] of Object.entries(methods)) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'MKCOL']) {
        if (allowed.split(', ').includes(method)) continue;
        const response = answerOf(
          await exchange(backend.url, `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
        );
        assertProblem(response, 405, 'method_not_allowed');
        assert.deepEqual(sorted(response.headers.get('allow')), sorted(allowed), `${method} ${path}`);
      }
      const options = await request(backend.url + path, 'OPTIONS');
      assert.deepEqual([options.status, options.body], [204, '']);
      assert.deepEqual(sorted(options.headers.get('allow')), sorted(allowed));
    }
  });

  it('with HEAD is answered as with GET, without the body', async () => {
    for (const path of ['/api/tasks', '/api/auth/me', '/api/config', '/api/tasks?limit=0', '/api/tasks/x']) {
      const [head, get] = [await send([`HEAD ${path} HTTP/1.1`, 'Host: x']), await ada.get(path)];
      assert.deepEqual([head.status, head.body], [get.status, '']);
      assert.equal(head.headers.get('content-type'), get.headers.get('content-type'));
    }
    assert.equal((await request(`${backend.url}/api/tasks`, 'HEAD')).status, 401);
  });

  it('behind one whose body was too large, on the same connection, is answered as ever', async () => {
    const body = 'x'.repeat(1_048_576);
    const good = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    const post = 'POST /api/tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    const framings = [
      `${post}Content-Length: ${body.length}\r\n\r\n${body}`,
      `${post}Transfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    ];
    for (const large of framings) {
      const received = await exchange(backend.url, large + good);
      assert.deepEqual(
        [...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status),
        ['413', '200'],
      );
    }
  });

  it('to change to another protocol is answered as any other, and its connection closed', async () => {
    for (const upgrade of ['h2c', 'websocket', 'TLS/1.0']) {
      for (const path of ['/healthz', '/api/config']) {
        const headers = `Host: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: ${upgrade}\r\nHTTP2-Settings: AAMAAABk`;
        const response = await exchange(backend.url, `GET ${path} HTTP/1.1\r\n${headers}\r\n\r\n`);
        assert.equal(answerOf(response).status, 200, response);
      }
    }
  });

  it('is answered in a form that a browser neither guesses at nor keeps', async () => {
    for (const path of ['/api/tasks', '/api/auth/me', '/api/nothing']) {
      const { headers } = await ada.get(path);
      assert.deepEqual([headers.get('x-content-type-options'), headers.get('cache-control')], ['nosniff', 'no-store']);
    }
  });
});
