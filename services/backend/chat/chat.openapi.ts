import { NotFound } from '../../../shared/http/problem.ts';
import { RequestBegun } from '../platform/idempotency/idempotency.service.ts';
import type { Feature } from '../platform/openapi/operation.ts';
import { aTask } from '../tasks/task.examples.ts';
import {
  action,
  chatMessage,
  chatPageQuery,
  chatResponse,
  conversation,
  conversationPage,
  message,
  messagePage,
} from './chat.schema.ts';

const conversationId = '0198c6ae-11f0-7f6b-9d57-b2c3f5b5b1a0';
const at = '2027-01-30T18:00:00.000Z';
const noConversation = new NotFound('There is no such conversation.');
const common = { tag: 'chat' } as const;

export function chatFeature(phase5: boolean): Feature {
  const said = {
    reply: 'Added: "Pay rent".',
    actions: [{ tool: 'add', arguments: { title: 'Pay rent' }, result: aTask(phase5) }],
  };
  return {
    schemas: {
      ...{ ChatMessage: chatMessage, ChatAnswer: chatResponse, ChatAction: action },
      ...{ Conversation: conversation, ConversationPage: conversationPage, Message: message, MessagePage: messagePage },
    },
    operations: [
      {
        ...{ ...common, method: 'post', path: '/api/chat' },
        headers: ['Idempotency-Key'],
        operationId: 'chat',
        summary: 'Say something to the chatbot',
        description: [
          'Asked for `text/event-stream`, it answers with server-sent events: any number of `part`, each with `{ text }`, the',
          'reply as it is being made; then one `answer`, with what JSON would have, or one `problem`. Where a language model',
          'answers, what it did is done when it is told of, also if the connection ends before the reply does.',
        ].join(' '),
        body: {
          schema: chatMessage,
          examples: { add: { message: 'add Pay rent' }, goOn: { message: 'list', conversationId } },
        },
        answers: {
          200: {
            description: 'Its answer, and what it did.',
            schema: chatResponse,
            example: { ...said, conversationId },
            alternatives: { 'text/event-stream': asEvents({ ...said, conversationId }) },
          },
        },
        problems: [noConversation, new RequestBegun()],
      },
      {
        ...{ ...common, method: 'get', path: '/api/chat/conversations' },
        operationId: 'listConversations',
        summary: 'Conversations so far',
        query: chatPageQuery,
        answers: {
          200: {
            description: 'Newest first.',
            schema: conversationPage,
            example: { items: [{ id: conversationId, createdAt: at, updatedAt: at }], nextCursor: null },
          },
        },
      },
      {
        ...{ ...common, method: 'get', path: '/api/chat/conversations/:id' },
        operationId: 'listMessages',
        summary: 'What was said in a conversation',
        query: chatPageQuery,
        answers: {
          200: {
            description: 'Newest first.',
            schema: messagePage,
            example: {
              items: [{ id: '2', role: 'assistant', content: said.reply, actions: said.actions, at }],
              nextCursor: null,
            },
          },
        },
        problems: [noConversation],
      },
    ],
  };
}

function asEvents(answer: { reply: string; [field: string]: unknown }): string {
  const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
  return event('part', { text: answer.reply }) + event('answer', answer);
}
