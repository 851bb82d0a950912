import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type ClientOptions, WebSocket } from 'ws';
import { eventually } from '../eventually.ts';

export interface TestSocket {
  socket: WebSocket;
  /** The frames that have arrived so far, parsed. */
  frames: unknown[];
  /** Resolves with the close code and reason. */
  closed: Promise<{ code: number; reason: string }>;
  /** Waits for that many frames. */
  received(count: number): Promise<unknown[]>;
}

export interface ConnectOptions {
  path?: string;
  headers?: Record<string, string>;
  /** Set to false for a peer that does not answer pings. */
  autoPong?: boolean;
}

/** The upgrade was answered as plain HTTP. */
export class UpgradeRefused extends Error {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it expects of an answer
  readonly body: any;

  constructor({ statusCode = 0, headers }: IncomingMessage, text: string) {
    super(`The upgrade was answered ${statusCode}: ${text}`);
    this.status = statusCode;
    this.headers = headers;
    this.body = text ? JSON.parse(text) : undefined;
  }
}

/** Opens a socket, or rejects with UpgradeRefused. */
export async function connect(baseUrl: string, options: ConnectOptions = {}): Promise<TestSocket> {
  const { path = '/ws', headers = {}, ...rest } = options;
  const clientOptions: ClientOptions = { headers, ...rest };
  const socket = new WebSocket(`${baseUrl.replace(/^http/, 'ws')}${path}`, clientOptions);
  const frames: unknown[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(data.toString())));
  const closed = once(socket, 'close').then(([code, reason]) => ({ code, reason: reason.toString() }));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', async (_request, response) => {
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      reject(new UpgradeRefused(response, text));
    });
  });
  // Without a listener, the error of a connection that is cut would end the test.
  socket.on('error', () => undefined);
  return {
    socket,
    frames,
    closed,
    received: (count) => eventually(`${count} frames arrive`, () => frames.length >= count && frames),
  };
}
