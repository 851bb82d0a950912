import { connect } from 'node:net';
import type { ApiResponse } from '../api-client.ts';

/** Sends these bytes on a connection of their own, and gives what comes back until the server closes it. */
export function exchange(url: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (chunk) => chunks.push(chunk));
    // A server that refuses may reset the connection behind its answer.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

/** The first answer in what came back. */
export function answerOf(received: string): ApiResponse {
  const [head = '', body = ''] = received.split('\r\n\r\n', 2);
  const [statusLine = '', ...fields] = head.split('\r\n');
  const headers = new Headers(fields.map((field) => field.split(/:\s*(.*)/, 2) as [string, string]));
  const isJson = headers.get('content-type')?.includes('json');
  return { status: Number(statusLine.split(' ')[1]), headers, body: isJson && body ? JSON.parse(body) : body };
}
