import { aTask } from '../tasks/task.examples.ts';
import type { ChatResponse } from './chat.schema.ts';

/** An example response of the chatbot for the document. */
export function exampleChat(eventsEnabled: boolean): ChatResponse {
  return {
    reply: 'Added: "Pay rent".',
    actions: [{ tool: 'add', arguments: { title: 'Pay rent' }, result: aTask(eventsEnabled) }],
    conversationId: '0198c6ae-11f0-7f6b-9d57-b2c3f5b5b1a0',
  };
}

/** The same response as server-sent events. */
export function asEvents(response: ChatResponse): string {
  const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
  return event('part', { text: response.reply }) + event('answer', response);
}
