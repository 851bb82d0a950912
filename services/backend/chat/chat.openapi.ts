import { NotFound } from '../../../shared/http/problem.ts';
import type { Feature } from '../openapi/operation.ts';
import { aTask } from '../tasks/task.examples.ts';
import {
  action,
  chatAnswer,
  chatMessage,
  chatPageQuery,
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
      ...{ ChatMessage: chatMessage, ChatAnswer: chatAnswer, ChatAction: action },
      ...{ Conversation: conversation, ConversationPage: conversationPage, Message: message, MessagePage: messagePage },
    },
    operations: [
      {
        ...{ ...common, method: 'post', path: '/api/chat' },
        headers: ['Idempotency-Key'],
        operationId: 'chat',
        summary: 'Say something to the chatbot',
        body: {
          schema: chatMessage,
          examples: { add: { message: 'add Pay rent' }, goOn: { message: 'list', conversationId } },
        },
        answers: {
          200: {
            description: 'Its answer, and what it did.',
            schema: chatAnswer,
            example: { ...said, conversationId },
          },
        },
        problems: [noConversation],
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
