import assert from 'node:assert/strict';
import fc from 'fast-check';
import { todoTools } from '../../services/backend/tools/todo-tools.ts';
import { InvocationError } from '../../shared/dapr/sidecar.errors.ts';
import type { Invocation, Sidecar } from '../../shared/dapr/sidecar.ts';
import { type ApiResponse, request } from '../support/api-client.ts';
import { useBackend } from '../support/backend/start-backend.ts';
import { clientId, TestIssuer } from '../support/backend/test-issuer.ts';
import { anything, oddText } from '../support/fuzz/json.arbitraries.ts';
import { bodies, messages } from '../support/fuzz/write.arbitraries.ts';
import { holds, seed } from '../support/property-runs.ts';
import { useNotification } from '../support/services/start-notification.ts';
import { useClient } from '../support/use-client.ts';
import { useStarted } from '../support/use-started.ts';

describe(`whatever is sent to a route that writes (seed ${seed})`, function () {
  this.timeout(0);
  const notification = useNotification();
  const issuer = useStarted(async () => {
    const started = await TestIssuer.start();
    return { url: started.url, stop: () => started.goDown() };
  });
  const backend = useBackend(() => ({
    sidecar: { invoke: (call: Invocation) => invoke(call) } as unknown as Sidecar,
    issuer: { issuer: issuer.url, clientId, name: 'Example' },
    sendsEmail: true,
  }));
  const ada = useClient(backend, 'Europe/Berlin');
  const leaving = useClient(backend);

  async function invoke({ method, path, body, headers }: Invocation): Promise<unknown> {
    const response = await notification.ask(method, path, body, headers);
    if (response.status < 400) return response.body;
    throw new InvocationError(`${method} ${path}`, response);
  }

  let taskIds: fc.Arbitrary<string>;
  beforeEach(async () => {
    const tasks = Array.from({ length: 20 }, (_, n) => ({
      title: `Task ${n}`,
      ...(n % 2 && { due: { date: '2030-01-31' }, recurrence: { frequency: 'monthly' } }),
    }));
    const { body } = await ada.post('/api/tasks/batch', { tasks });
    taskIds = fc.constantFrom<string>(...body.items.map(({ id }: { id: string }) => id));
  });

  function isNoFailure({ status, body }: ApiResponse): void {
    assert.ok(status < 500, `responded ${status}: ${JSON.stringify(body)}`);
    if (status >= 400) assert.equal(typeof body.code, 'string');
  }
  const send = (method: string, path: string, body: unknown, token = ada.token, headers = {}) => {
    const text = body === undefined ? undefined : (JSON.stringify(body) ?? 'null');
    return request(`${backend.url}${path}`, method, text, { authorization: `Bearer ${token}`, ...headers });
  };
  /** Signing out ends the sessions of somebody else. */
  const tokenFor = (operationId: string) => (operationId === 'logOut' ? leaving.token : ada.token);
  const writing = () => backend.api.filter(({ method }) => method !== 'get');

  it('has a generator: each of them, and no other', () => {
    assert.deepEqual(
      Object.keys(bodies).sort(),
      writing()
        .map(({ operationId }) => operationId)
        .sort(),
    );
  });

  for (const [operationId, arbitrary] of Object.entries(bodies)) {
    it(`never fails the server: ${operationId}`, async () => {
      const route = writing().find((one) => one.operationId === operationId)!;
      const ids = fc.oneof({ weight: 9, arbitrary: taskIds }, fc.uuid(), oddText);
      await holds(fc.record({ id: ids, body: arbitrary(taskIds) }), async ({ id, body }) => {
        // What is no text of UTF-8 cannot stand in an address.
        const path = route.path.replace(':id', encodeURIComponent(id.toWellFormed()) || 'x');
        isNoFailure(await send(route.method.toUpperCase(), path, body, tokenFor(operationId)));
      });
    });
  }

  it('never fails the server: any JSON to any of them', () =>
    holds(fc.record({ place: fc.nat(), body: anything, id: taskIds }), async ({ place, body, id }) => {
      const { method, path, operationId } = writing()[place % writing().length]!;
      isNoFailure(await send(method.toUpperCase(), path.replace(':id', id), body, tokenFor(operationId)));
    }));

  it('never fails the server: headers with conditions and keys', () =>
    holds(fc.record({ id: taskIds, header: fc.stringMatching(/^[ -~]{0,40}$/) }), async ({ id, header }) => {
      isNoFailure(await send('PATCH', `/api/tasks/${id}`, { title: 'x' }, ada.token, { 'if-match': header }));
      isNoFailure(await send('POST', '/api/tasks', { title: 'x' }, ada.token, { 'idempotency-key': header }));
    }));

  it('never fails the server: a conversation', async () => {
    let conversationId: string | undefined;
    await holds(messages, async (message) => {
      const response = await send('POST', '/api/chat', { message, conversationId });
      isNoFailure(response);
      conversationId = response.body.conversationId ?? conversationId;
    });
  });

  it('never fails the server: arguments of the tools of MCP', async () => {
    const bodyOf: Record<string, string> = { add: 'createTask', add_several: 'createTasks', update: 'changeTask' };
    const tool = fc.oneof(
      ...todoTools(true).map(({ name }) => {
        const fields = bodies[bodyOf[name] ?? '']?.(taskIds) ?? anything;
        return fc.record({ name: fc.constant(name), id: taskIds, fields, query: oddText });
      }),
    );
    const accept = { accept: 'application/json, text/event-stream' };
    await holds(tool, async ({ name, id, fields, query }) => {
      for (const args of [fields, { ...(fields as object), id }, { q: query }, { id, changes: fields }]) {
        const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } };
        const { status, body } = await send('POST', '/mcp', call, ada.token, accept);
        const said = JSON.stringify(body);
        assert.ok(status < 500 && !/internal_error|-32603/.test(said), `responded ${status}: ${said}`);
      }
    });
  });

  it('leaves lists of tasks that can be read to their end', async () => {
    for (const sort of ['created', 'due', 'priority', 'title']) {
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: ApiResponse = await ada.get(`/api/tasks?sort=${sort}&limit=100${cursor && `&cursor=${cursor}`}`);
        assert.equal(page.status, 200, JSON.stringify(page.body));
        cursor = page.body.nextCursor;
      }
    }
    for (const path of ['activity', 'tags', 'export', 'export?format=ics']) {
      assert.equal((await ada.get(`/api/${path}`)).status, 200, path);
    }
  });
});
