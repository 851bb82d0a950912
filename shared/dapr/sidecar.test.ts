import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SpanKind, withSpan } from '../trace.ts';
import { EtagMismatchError, InvocationError, SidecarError, SidecarTimeoutError } from './sidecar.errors.ts';
import { createSidecar, type Sidecar } from './sidecar.ts';

// What daprd does is the conformance suite's business; here, what we make of its answers, right or unusual.
describe('the sidecar client', () => {
  let server: Server;
  let sidecar: Sidecar;
  let handle: (request: IncomingMessage, response: ServerResponse, body: string) => void;

  const says = (status: number, body?: object) => {
    handle = (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body && JSON.stringify(body));
    };
  };
  const entry = (id: string) => ({ id, event: { id }, partitionKey: 'a' });

  before(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      handle(request, response, body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    sidecar = createSidecar({ port, apiToken: 'an-api-token', timeoutMs: 300 });
  });

  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it('tells exactly which entries of a bulk publish failed', async () => {
    says(500, { failedEntries: [{ entryId: 'b', error: 'broker down' }], errorCode: 'ERR_PUBSUB_PUBLISH_MESSAGE' });
    const failed = await sidecar.publishBulk('pubsub', 'task-events', [entry('a'), entry('b'), entry('c')]);
    assert.deepEqual([...failed], [['b', 'broker down']]);
  });

  it('counts every entry as failed when the request as a whole did', async () => {
    says(403, { errorCode: 'ERR_PUBSUB_FORBIDDEN', message: 'not allowed' });
    const failed = await sidecar.publishBulk('pubsub', 'task-events', [entry('a'), entry('b')]);
    assert.deepEqual([...failed.keys()], ['a', 'b']);
    assert.match(failed.get('a') ?? '', /403.*not allowed/);
  });

  it('counts every entry as failed when the sidecar does not answer in time', async () => {
    handle = () => undefined;
    const failed = await sidecar.publishBulk('pubsub', 'task-events', [entry('a')]);
    assert.match(failed.get('a') ?? '', /no response within 300 ms/);
  });

  it('sends key, content type and token with each bulk publish, and keeps the trace of the event', async () => {
    let sent: { url?: string | undefined; token?: unknown; entries?: unknown } = {};
    handle = (request, response, body) => {
      sent = { url: request.url, token: request.headers['dapr-api-token'], entries: JSON.parse(body) };
      response.writeHead(204).end();
    };
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const failed = await sidecar.publishBulk('pubsub', 'task-events', [
      { id: 'a', event: { id: 'a', traceparent }, partitionKey: 'task-1' },
    ]);
    assert.equal(failed.size, 0);
    assert.deepEqual(sent, {
      url: '/v1.0-alpha1/publish/bulk/pubsub/task-events',
      token: 'an-api-token',
      entries: [
        {
          entryId: 'a',
          event: { id: 'a', traceparent, traceid: traceparent },
          contentType: 'application/cloudevents+json',
          metadata: { partitionKey: 'task-1' },
        },
      ],
    });
  });

  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
    it(`sends the body of a ${method}, whatever its characters, and nothing behind it`, async () => {
      const bodies: string[] = [];
      handle = (_request, response, body) => {
        bodies.push(body);
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"was":"done"}');
      };
      const call = { appId: 'notification', method, path: 'x', body: { title: 'Grüße 👩‍👩‍👧' } };
      for (let n = 0; n < 2; n += 1) assert.deepEqual(await sidecar.invoke(call), { was: 'done' });
      assert.deepEqual(
        bodies.map((body) => JSON.parse(body)),
        [call.body, call.body],
      );
    });
  }

  it('throws what the callee answered', async () => {
    says(409, { code: 'etag_mismatch' });
    await assert.rejects(sidecar.invoke({ appId: 'notification', method: 'PUT', path: 'x', body: {} }), (error) => {
      assert(error instanceof InvocationError);
      assert.deepEqual([error.status, error.body, error.code], [409, { code: 'etag_mismatch' }, undefined]);
      return true;
    });
  });

  it('hands the trace on to the callee', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    let sent: IncomingMessage['headers'] = {};
    handle = ({ headers }, response) => {
      sent = headers;
      response.writeHead(204).end();
    };
    await withSpan('test', { kind: SpanKind.INTERNAL, parent: traceparent }, () =>
      sidecar.invoke({ appId: 'notification', method: 'GET', path: 'x', headers: { 'if-match': '"3"' } }),
    );
    assert.deepEqual([sent['traceparent'], sent['if-match']], [traceparent, '"3"']);
  });

  it('tells an unreachable callee from one that answers 500', async () => {
    says(500, { errorCode: 'ERR_DIRECT_INVOKE', message: 'failed to invoke' });
    await assert.rejects(sidecar.invoke({ appId: 'notification', method: 'GET', path: 'x' }), {
      name: 'InvocationError',
      code: 'ERR_DIRECT_INVOKE',
    });
  });

  it('ends an invocation that is not answered in time', async () => {
    handle = () => undefined;
    await assert.rejects(sidecar.invoke({ appId: 'backend', method: 'GET', path: 'x' }), SidecarTimeoutError);
  });

  it('throws where the SDK only returns the error of a state call', async () => {
    says(500, { errorCode: 'ERR_STATE_SAVE', message: 'the database is down' });
    await assert.rejects(sidecar.saveState('statestore', 'a', 1), (error) => {
      assert(error instanceof SidecarError);
      assert.equal(error.code, 'ERR_STATE_SAVE');
      return true;
    });
    await assert.rejects(sidecar.deleteState('statestore', 'a'), SidecarError);
  });

  it('throws EtagMismatchError for a lost first write, with and without an etag', async () => {
    says(409, { errorCode: 'ERR_STATE_SAVE', message: 'possible etag mismatch' });
    await assert.rejects(sidecar.saveState('statestore', 'a', 1, { etag: '1' }), EtagMismatchError);
    says(500, {
      errorCode: 'ERR_STATE_SAVE',
      message: 'failed saving state in state store statestore: no item was updated',
    });
    await assert.rejects(sidecar.saveState('statestore', 'a', 1, { onlyIfAbsent: true }), EtagMismatchError);
  });

  it('throws when one key of a bulk read failed', async () => {
    says(200, [{ key: 'a', error: 'cannot decode' } as object] as unknown as object);
    await assert.rejects(sidecar.getState('statestore', 'a'), /cannot decode/);
  });

  it('refuses keys that would change the URL', async () => {
    await assert.rejects(sidecar.getState('statestore', '../secrets'), /may only hold/);
  });

  it('says what to do when no sidecar is there', async () => {
    await assert.rejects(createSidecar({ port: 1 }).waitUntilReady(50), /127\.0\.0\.1:1 .*npm start/s);
  });

  it('does not wait for a sidecar that is down when asked to publish', async () => {
    const failed = await createSidecar({ port: 1, timeoutMs: 5_000 }).publishBulk('pubsub', 't', [entry('a')]);
    assert.match(failed.get('a') ?? '', /ECONNREFUSED/);
  });
});
