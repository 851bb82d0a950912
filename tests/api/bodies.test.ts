import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { password, request } from '../support/api-client.ts';
import { assertProblem } from '../support/assert-problem.ts';
import { countRows } from '../support/backend/count-rows.ts';
import { useBackend } from '../support/backend/start-backend.ts';
import { useClient } from '../support/use-client.ts';

const someTask = '01890000-0000-7000-8000-000000000000';

/** Every route that reads a body, with a body that it takes. */
const routes: [method: string, path: string, good: Record<string, unknown>][] = [
  ['POST', '/api/auth/register', { email: 'new@example.com', password }],
  ['POST', '/api/auth/login', { email: 'new@example.com', password }],
  ['PATCH', '/api/auth/me', { timeZone: 'UTC' }],
  ['DELETE', '/api/auth/me', { password }],
  ['POST', '/api/tasks', { title: 'Good' }],
  ['PATCH', `/api/tasks/${someTask}`, { title: 'Good' }],
  ['POST', `/api/tasks/${someTask}/snooze`, { until: '2099-01-31T09:00:00Z' }],
  ['POST', '/api/tasks/quick', { text: 'Good' }],
  ['POST', '/api/tasks/complete', { ids: [] }],
  ['POST', '/api/tasks/update', { ids: [], changes: {} }],
  ['PUT', '/api/preferences', { email: true, quietHours: null }],
  ['POST', '/api/chat', { message: 'list' }],
];
/** Routes that need none, and look at one all the same if it comes. */
const withoutBody: [method: string, path: string][] = [
  ['POST', '/api/auth/logout'],
  ['POST', `/api/tasks/${someTask}/complete`],
  ['POST', `/api/tasks/${someTask}/reopen`],
  ['POST', `/api/tasks/${someTask}/skip`],
  ['DELETE', `/api/tasks/${someTask}`],
  ['POST', `/api/notifications/${someTask}/read`],
];
const all = [...routes, ...withoutBody];

describe('a bad body', () => {
  const backend = useBackend();
  const ada = useClient(backend);
  let rows: Record<string, number>;
  /** Adds the credentials of a person. */
  const send = (method: string, path: string, body?: string, headers: Record<string, string> = {}) =>
    request(`${backend.url}${path}`, method, body, { authorization: `Bearer ${ada.token}`, ...headers });

  before(async () => {
    rows = await countRows(backend.orm);
  });
  afterEach(async () => {
    assert.deepEqual(await countRows(backend.orm), rows, 'a refused request has changed something');
  });

  const malformed = {
    'half an object': '{"title":',
    'a bare word': 'hello',
    'single quotes': "{'title':'x'}",
    'a trailing comma': '{"title":"x",}',
    'two values': '{} {}',
    'a NUL byte': '{"title":"a\u0000b"}',
    blanks: '  ',
    'a form': 'title=x&description=y',
  };
  for (const [name, body] of Object.entries(malformed)) {
    it(`that is ${name} is refused by every route`, async () => {
      for (const [method, path] of all) assertProblem(await send(method, path, body), 400, 'malformed_request');
    });
  }

  for (const body of ['null', '[]', '[{"title":"x"}]', '"text"', '5', 'true', '1e999']) {
    it(`that is ${body} and not an object is refused by every route that needs one`, async () => {
      for (const [method, path] of routes) {
        assertProblem(await send(method, path, body), 400, 'validation_failed', 'body');
      }
    });
  }

  it('that is missing is told by the name of the first field that is', async () => {
    const required = { '/api/auth/register': 'email', '/api/auth/login': 'email', '/api/tasks': 'title' };
    for (const [path, field] of Object.entries({ ...required, '/api/chat': 'message' })) {
      for (const body of [undefined, '', '{}']) {
        assertProblem(await send('POST', path, body), 400, 'validation_failed', field);
      }
    }
  });

  it('that has an unknown field is refused by every route, naming it', async () => {
    for (const [method, path, good] of routes) {
      for (const field of ['admin', 'ownerId', 'constructor', 'toString', '\ud800', '']) {
        const body = JSON.stringify(good).replace('{', `{${JSON.stringify(field)}: {"a": 1}, `);
        assertProblem(await send(method, path, body), 400, 'validation_failed', field);
      }
    }
  });

  it('that names a prototype is refused by every route', async () => {
    for (const [method, path] of all) {
      assertProblem(await send(method, path, '{"__proto__": {"title": "x"}}'), 400, 'malformed_request');
    }
  });

  it('of one megabyte is too large for every route, however it is sent', async () => {
    const body = JSON.stringify({ title: 'x'.repeat(1_048_576) });
    for (const [method, path] of all) assertProblem(await send(method, path, body), 413, 'payload_too_large');
    const stream = new Blob([body]).stream();
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ada.token}` },
    };
    const chunked = await fetch(`${backend.url}/api/tasks`, init);
    assert.equal(chunked.status, 413);
  });

  it('that unpacks to a megabyte is too large as well', async () => {
    const response = await fetch(`${backend.url}/api/tasks`, {
      method: 'POST',
      body: gzipSync(JSON.stringify({ title: 'x'.repeat(1_048_576) })),
      headers: {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
        authorization: `Bearer ${ada.token}`,
      },
    });
    assert.equal(response.status, 413);
  });

  it('that is nested thousands of times, or has too many fields, is refused by every route and MCP, and counted', async () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`field${index}`, 1])));
    for (const value of [deep, wide, `${'['.repeat(100_000)}${']'.repeat(100_000)}`]) {
      for (const [method, path] of all) {
        assertProblem(await send(method, path, `{"title":${value}}`), 400, 'malformed_request');
      }
    }
    const accept = { accept: 'application/json, text/event-stream' };
    const call = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"add_task","arguments":${deep}}}`;
    assertProblem(await send('POST', '/mcp', call, accept), 400, 'malformed_request');
    const { values } = await backend.metrics.getSingleMetric('limit_refusals_total')!.get();
    assert.equal(values.find(({ labels }) => labels['limit'] === 'json')?.value, 3 * all.length + 1);
  });

  it('gets a short response, however many unknown fields it has and however long their names are', async () => {
    const bodies = [
      Array.from({ length: 400_000 }, (_, index) => [`field${index}`, 1]),
      Array.from({ length: 900 }, (_, index) => [`${index}${'\u0001é'.repeat(60)}`, 1]),
      [['x'.repeat(200_000), 1]],
    ].map((fields) => JSON.stringify(Object.fromEntries(fields)));
    for (const body of bodies) {
      for (const path of ['/api/import', ...(body.length < 250_000 ? ['/api/tasks', '/api/chat'] : [])]) {
        const response = await send('POST', path, body);
        assert.equal(response.status, 400);
        const size = Buffer.byteLength(JSON.stringify(response.body));
        assert.ok(size <= 16_384 && (response.body.errors ?? []).length <= 100, `${path} responds with ${size} bytes`);
      }
    }
  });

  it('that is not declared as JSON is refused by every route', async () => {
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/json',
      'x',
    ];
    for (const [method, path, good = {}] of all as typeof routes) {
      for (const type of types) {
        const response = await send(method, path, JSON.stringify(good), { 'content-type': type });
        assertProblem(response, 415, 'unsupported_media_type');
      }
    }
  });

  it('in a coding that is unknown, or not its own, is refused', async () => {
    for (const coding of ['snappy', 'gzip']) {
      const headers = { 'content-encoding': coding };
      assertProblem(await send('POST', '/api/tasks', '{"title":"x"}', headers), 400, 'malformed_request');
    }
  });
});
