import { z } from 'zod';
import { page } from '../../../shared/http/paging.ts';
import { text } from '../../../shared/text.ts';

export const chatMessage = z
  .strictObject({
    message: text().trim().regex(/\S/, 'Must not be blank.').max(2000, 'Must have at most 2 000 characters.'),
    conversationId: z.uuid().optional(),
  })
  .meta({ id: 'ChatMessage' });
export const chatPageQuery = z.strictObject(page);

/** What the chatbot did, in terms of its tools. */
export const action = z
  .strictObject({
    tool: z.string(),
    arguments: z.record(z.string(), z.unknown()),
    result: z.unknown(),
  })
  .meta({ id: 'ChatAction' });

export const chatResponse = z
  .strictObject({
    reply: z.string(),
    conversationId: z.uuid(),
    actions: z.array(action),
  })
  .meta({ id: 'ChatAnswer' });

export const conversation = z
  .strictObject({ id: z.uuid(), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() })
  .meta({ id: 'Conversation' });
export const conversationPage = z
  .strictObject({ items: z.array(conversation), nextCursor: z.string().nullable() })
  .meta({ id: 'ConversationPage' });

export const message = z
  .strictObject({
    id: z.string().regex(/^\d+$/),
    role: z.enum(['user', 'assistant']),
    content: z.string(),
    actions: z.array(action),
    at: z.iso.datetime(),
  })
  .meta({ id: 'Message' });
export const messagePage = z
  .strictObject({ items: z.array(message), nextCursor: z.string().nullable() })
  .meta({ id: 'MessagePage' });

export type Action = z.output<typeof action>;
export type ChatResponse = z.output<typeof chatResponse>;
export type ConversationPage = z.output<typeof conversationPage>;
export type MessagePage = z.output<typeof messagePage>;
