import { once } from 'node:events';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

/** What the backend sent. */
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
  /** What it answers next, one line a request. A request beyond the script is answered 418. */
  script(...lines: Line[]): void;
  /** Lines that were not asked for. */
  readonly left: number;
  stop(): Promise<void>;
}

/** An endpoint of OpenAI's chat completions that says what a test has it say. */
export async function startScriptedModel(): Promise<ScriptedModel> {
  const requests: ModelRequest[] = [];
  let lines: Line[] = [];
  const server = createServer(async (request, response) => {
    const made = { headers: request.headers, body: await json(request) };
    requests.push(made);
    const line = request.url === '/v1/chat/completions' ? lines.shift() : undefined;
    (line ?? status(418))(response, made);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as { port: number };
  return {
    ...{ url: `http://127.0.0.1:${port}/v1`, requests },
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

/** These deltas, and with a reason the end. */
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

/** The end of a stream. */
function finish(response: ServerResponse, reason: string): void {
  chunk(response, {}, reason);
  response.end('data: [DONE]\n\n');
}

/** One piece of a stream, which it begins where it has not begun. */
export function chunk(response: ServerResponse, delta: object, finish_reason: string | null = null): void {
  begin(response).write(`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
}

export function begin(response: ServerResponse): ServerResponse {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  return response;
}

/** A refusal, whose message repeats what it was sent, as some endpoints do. */
export function status(code: number): Line {
  return (response, { body }) => {
    response.writeHead(code, { 'content-type': 'application/json', 'retry-after': '0' });
    response.end(JSON.stringify({ error: { message: JSON.stringify(body?.messages), type: 'test', code: 'test' } }));
  };
}
