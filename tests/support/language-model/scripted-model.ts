import { once } from 'node:events';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

/** A request of the backend. */
export interface ModelRequest {
  headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it expects of a request
  body: any;
}

/** Answers one request of the backend, in the protocol or otherwise. */
export type Line = (response: ServerResponse, request: ModelRequest) => void;

export interface ScriptedModel {
  url: string;
  requests: ModelRequest[];
  /** Sets the next responses, one line for each request. A request beyond the script gets a 418. */
  script(...lines: Line[]): void;
  /** The number of lines that were not asked for. */
  readonly left: number;
  stop(): Promise<void>;
}

/** An endpoint of OpenAI's chat completions that says what a test has it say. */
export async function startScriptedModel(): Promise<ScriptedModel> {
  const requests: ModelRequest[] = [];
  let lines: Line[] = [];
  const server = createServer(async (request, response) => {
    const received = { headers: request.headers, body: await json(request) };
    requests.push(received);
    const line = request.url === '/v1/chat/completions' ? lines.shift() : undefined;
    (line ?? status(418))(response, received);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    script(...next) {
      requests.length = 0;
      lines = next;
    },
    get left() {
      return lines.length;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Call {
  name: string;
  /** Text is sent as it is. */
  args: unknown;
}

/** A whole answer: text in pieces, then tool calls in pieces. */
export function say(text: string, ...calls: Call[]): Line {
  return (response) => {
    for (const piece of text.match(/.{1,4}/gs) ?? []) chunk(response, { content: piece });
    for (const [index, { name, args }] of calls.entries()) {
      const whole = typeof args === 'string' ? args : JSON.stringify(args);
      chunk(response, {
        tool_calls: [{ index, id: `c${index}`, type: 'function', function: { name, arguments: '' } }],
      });
      const pieces = new RegExp(`.{1,${Math.max(7, Math.ceil(whole.length / 20))}}`, 'gs');
      for (const piece of whole.match(pieces) ?? []) {
        chunk(response, { tool_calls: [{ index, function: { arguments: piece } }] });
      }
    }
    finish(response, calls.length > 0 ? 'tool_calls' : 'stop');
  };
}

export function call(name: string, args: unknown): Line {
  return say('', { name, args });
}

/** Streams these deltas, and ends the stream when there is a reason. */
export function stream(deltas: readonly object[], reason?: string): Line {
  return (response) => {
    begin(response);
    for (const delta of deltas) chunk(response, delta);
    if (reason) finish(response, reason);
  };
}

/** Says this again and again until nobody listens. */
export async function talk(response: ServerResponse, text: string): Promise<void> {
  while (!response.closed) {
    chunk(response, { content: text });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Ends a stream. */
function finish(response: ServerResponse, reason: string): void {
  chunk(response, {}, reason);
  response.end('data: [DONE]\n\n');
}

/** Sends one piece of a stream, and begins the stream if necessary. */
export function chunk(response: ServerResponse, delta: object, finish_reason: string | null = null): void {
  begin(response).write(`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
}

export function begin(response: ServerResponse): ServerResponse {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  return response;
}

/** Refuses with a message that repeats the request, as some endpoints do. */
export function status(code: number): Line {
  return (response, { body }) => {
    response.writeHead(code, { 'content-type': 'application/json', 'retry-after': '0' });
    response.end(JSON.stringify({ error: { message: JSON.stringify(body?.messages), type: 'test', code: 'test' } }));
  };
}
