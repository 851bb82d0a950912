import assert from 'node:assert/strict';
import type { Client } from '../api-client.ts';

interface Said {
  reply: string;
  conversationId: string;
  actions: { tool: string; arguments: Record<string, unknown>; result: unknown }[];
}

export interface Streamed extends Said {
  /** What is done only after a yes, if there is anything. */
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it expects of it
  proposal?: any;
  /** The pieces that the reply came in. */
  parts: string[];
}

/** Says something, and reads the answer as a stream of events. */
export async function say(
  baseUrl: string,
  { token }: Client,
  message: string,
  options: { conversationId?: string; key?: string; signal?: AbortSignal } = {},
): Promise<Streamed> {
  const { conversationId, key, signal } = options;
  const response = await fetch(`${baseUrl}/api/chat`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      'content-type': 'application/json',
      ...(key ? { 'idempotency-key': key } : {}),
    },
    body: JSON.stringify({ message, ...(conversationId ? { conversationId } : {}) }),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
  const events = text
    .trim()
    .split('\n\n')
    .filter((event) => !event.startsWith(':'))
    .map((event) => {
      const [, name = '', data = ''] = event.match(/^event: (\w+)\ndata: (.*)$/) ?? [];
      return { name, data: JSON.parse(data) };
    });
  const answer = events.pop();
  assert.equal(answer?.name, 'answer', text);
  const parts = events.filter(({ name }) => name === 'part').map(({ data }) => data.text);
  return { ...answer.data, parts };
}
