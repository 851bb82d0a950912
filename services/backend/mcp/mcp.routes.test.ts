import assert from 'node:assert/strict';
import { Client as PgClient } from 'pg';
import { request } from '../../../tests/support/api-client.ts';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { pageOrigin, useBackend } from '../../../tests/support/backend/start-backend.ts';
import { useClient } from '../../../tests/support/use-client.ts';
import { todoTools } from '../tools/todo-tools.ts';

describe('the address of the MCP server', () => {
  const backend = useBackend();
  const ada = useClient(backend);

  const initialize = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  };
  const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };
  const accept = { accept: 'application/json, text/event-stream' };
  const post = (body: unknown, headers: Record<string, string>) =>
    request(`${backend.url}/mcp`, 'POST', body, { ...accept, ...headers });
  const bearer = () => ({ authorization: `Bearer ${ada.token}` });
  const cookie = () => ({ cookie: `session=${ada.token}` });

  it('takes a token, or the session cookie from our own page', async () => {
    assert.equal((await post(initialize, bearer())).status, 200);
    assert.equal((await post(initialize, { ...bearer(), origin: pageOrigin })).status, 200);
    assert.equal((await post(initialize, { ...cookie(), origin: pageOrigin })).status, 200);
    assertProblem(await post(initialize, cookie()), 403, 'forbidden');
  });

  it('tells whoever is unknown how to sign in', async () => {
    for (const headers of [{}, { authorization: 'Bearer of.bad.news' }, { authorization: 'Basic eDp5' }]) {
      const response = await post(initialize, headers as Record<string, string>);
      assertProblem(response, 401, 'unauthenticated');
      assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer\b/);
    }
  });

  it('refuses pages of elsewhere, whatever they know', async () => {
    for (const origin of ['https://evil.example', 'http://localhost:3001', 'null', 'garbage']) {
      for (const credentials of [bearer(), cookie(), {}]) {
        assertProblem(await post(initialize, { ...credentials, origin }), 403, 'forbidden');
      }
    }
  });

  it('keeps no session, and so neither opens a stream nor ends one', async () => {
    const response = await post(initialize, bearer());
    assert.equal(response.headers.get('mcp-session-id'), null);
    for (const method of ['GET', 'DELETE', 'PUT']) {
      const refused = await request(`${backend.url}/mcp`, method, undefined, { ...accept, ...bearer() });
      assertProblem(refused, 405, 'method_not_allowed');
      assert.equal(refused.headers.get('allow'), 'POST');
    }
  });

  it('knows the revisions of the protocol, and says which where another is asked for', async () => {
    for (const version of ['2025-03-26', '2025-06-18', '2025-11-25']) {
      const response = await post(list, { ...bearer(), 'mcp-protocol-version': version });
      assert.equal(response.status, 200);
      assert.match(response.body, /"name":"add"/);
    }
    const { status, body } = await post(list, { ...bearer(), 'mcp-protocol-version': '1999-01-01' });
    assert.equal(status, 400);
    assert.match(JSON.stringify(body), /2025-11-25/);
  });

  it('answers what is no message of the protocol with 4xx, and never with 5xx', async () => {
    const bodies: [body: unknown, headers?: Record<string, string>][] = [
      ['{'],
      [''],
      ['null'],
      ['"x"'],
      ['[]'],
      [{}],
      [{ jsonrpc: '1.0', id: 1, method: 'tools/list' }],
      [{ ...list, id: { a: 1 } }],
      [list, { accept: 'text/html' }],
      [list, { 'content-type': 'text/plain' }],
      ['x'.repeat(300_000)],
    ];
    for (const [body, headers = {}] of bodies) {
      const { status } = await post(body, { ...bearer(), ...headers });
      assert.ok(status >= 400 && status < 500, `${JSON.stringify(body).slice(0, 60)} was answered ${status}`);
    }
  });

  it('answers a request of the protocol that it does not offer with an error, and nothing of our inside', async () => {
    for (const [method, params] of [
      ['resources/list', {}],
      ['prompts/get', { name: 'x' }],
      ['logging/setLevel', { level: 'debug' }],
      ['tools/call', {}],
      ['tools/call', { name: 'add', arguments: [] }],
      ['tools/call', { name: '__proto__', arguments: {} }],
      ['nonsense', {}],
    ] as const) {
      const { body } = await post({ jsonrpc: '2.0', id: 3, method, params }, bearer());
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      assert.match(text, /"error":\{"code":-326\d\d/, method);
      assert.doesNotMatch(text, /node_modules|\.ts:\d|\n\s+at /);
    }
  });

  it('takes null for the arguments of a tool as none', async () => {
    const params = { name: 'list', arguments: null };
    const { body } = await post({ jsonrpc: '2.0', id: 4, method: 'tools/call', params }, bearer());
    assert.match(typeof body === 'string' ? body : JSON.stringify(body), /"items\\?":\[\]/);
  });

  it('takes no subscription, which would hold a connection for nothing', async () => {
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    const listen = {
      jsonrpc: '2.0',
      id: 4,
      method: 'subscriptions/listen',
      params: { notifications: { toolsListChanged: true }, _meta: meta },
    };
    const response = await post(listen, {
      ...bearer(),
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'subscriptions/listen',
    });
    assert.match(JSON.stringify(response.body), /Subscription limit reached/);
  });

  const oddities = ['a\0b', '\ud800', '', 'x'.repeat(20_000), 1e308, [], {}, null];
  it('takes or refuses whatever a tool is called with, and never fails', async () => {
    const { body: task } = await ada.post('/api/tasks', { title: 'x' });
    const usual = { id: task.id, q: 'x', title: 'x', tasks: [{ title: 'x' }], until: '2090-01-01T00:00:00Z' };
    for (const { name, input } of todoTools(true)) {
      const given = Object.fromEntries(Object.entries(usual).filter(([field]) => field in input.shape));
      for (const field of Object.keys(input.shape)) {
        const tried = oddities.map(async (odd) => {
          const params = { name, arguments: { ...given, [field]: odd } };
          const { status, body } = await post({ ...list, method: 'tools/call', params }, bearer());
          const message = `${name} with ${field} ${JSON.stringify(odd).slice(0, 20)} was answered ${status} ${body}`;
          assert.equal(status, 200, message);
          assert.doesNotMatch(body, /internal_error|"error":/, message);
        });
        await Promise.all(tried);
      }
    }
  });

  it('tells of a failure nobody foresaw only that there was one', async () => {
    const owner = new PgClient(backend.database.ownerUrl);
    await owner.connect();
    await owner.query('alter table task rename to task_away');
    try {
      const call = { ...list, method: 'tools/call', params: { name: 'add', arguments: { title: 'x' } } };
      const { status, body } = await post(call, bearer());
      assert.equal(status, 200);
      assert.match(body, /"isError":true/);
      assert.match(body, /The server failed/);
      assert.doesNotMatch(body, /task_away|relation|insert|\.ts:\d/);
    } finally {
      await owner.query('alter table task_away rename to task');
      await owner.end();
    }
  });
});
