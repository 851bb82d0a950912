import { ApiProblem, send, Unreachable } from '../../api/api.client.ts';
import { readEvents } from './event-stream.ts';

/** One call of a tool by the chatbot, with its result. */
export interface Action {
  tool: string;
  arguments: Record<string, unknown>;
  result: unknown;
}

/** The possible responses to a reply: the user confirms a proposal, or sends the message of a choice. */
export interface Answerable {
  proposal?: { id: string } | undefined;
  choices?: { label: string; message: string }[] | undefined;
}

export interface ChatReply extends Answerable {
  reply: string;
  conversationId: string;
  actions: Action[];
}

interface Question {
  message?: string;
  /** The proposal that is confirmed, instead of a message. */
  confirm?: string;
  /** Without this, a new conversation begins. */
  conversationId?: string | undefined;
}

interface AskOptions {
  /** The idempotency key. All attempts to send a message share it, so that the message takes effect once. */
  key: string;
  signal: AbortSignal;
  /** Called with each part of the reply as it arrives. */
  onText: (text: string) => void;
}

/** Sends a message to the chatbot. */
export async function ask(question: Question, { key, signal, onText }: AskOptions): Promise<ChatReply> {
  const response = await send('POST', 'chat', {
    body: question,
    headers: { accept: 'text/event-stream, application/json;q=0.9', 'idempotency-key': key },
    signal,
  });
  if (!response.headers.get('content-type')?.startsWith('text/event-stream') || !response.body) return response.json();
  try {
    for await (const { event, data } of readEvents(response.body)) {
      if (event === 'part') onText(JSON.parse(data).text);
      if (event === 'answer') return JSON.parse(data);
      if (event === 'problem') throw problemOf(JSON.parse(data));
    }
  } catch (error) {
    if (signal.aborted || error instanceof ApiProblem) throw error;
    throw new Unreachable(error);
  }
  throw new Unreachable('The connection was lost before the reply was complete.');
}

function problemOf(body: { status?: number; detail?: string; code?: string }): ApiProblem {
  return new ApiProblem(body.status ?? 500, body);
}
