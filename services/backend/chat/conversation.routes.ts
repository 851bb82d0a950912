import { z } from 'zod';
import type { Orm } from '../../../shared/database/orm.ts';
import { Conversation, Message } from '../../../shared/entities/index.ts';
import { decodeCursor, encodeCursor } from '../../../shared/http/cursor.ts';
import { NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Authenticate } from '../accounts/sign-in/authenticate.ts';
import type { Route } from '../platform/openapi/route.ts';
import { exampleChat } from './chat.examples.ts';
import {
  type Action,
  type ConversationPage,
  chatPageQuery,
  conversationPage,
  type MessagePage,
  messagePage,
} from './chat.schema.ts';
import { parseMemory } from './memory.ts';

interface Dependencies {
  orm: Orm;
  authenticate: Authenticate;
  eventsEnabled: boolean;
}

const at = '2027-01-30T18:00:00.000Z';

export function conversationRoutes({ orm, authenticate, eventsEnabled }: Dependencies): Route[] {
  const { reply, actions, conversationId } = exampleChat(eventsEnabled);

  return [
    {
      method: 'get',
      path: '/api/chat/conversations',
      operationId: 'listConversations',
      summary: 'Conversations so far',
      tag: 'chat',
      query: chatPageQuery,
      responses: {
        200: {
          description: 'Newest first.',
          schema: conversationPage,
          example: {
            items: [{ id: conversationId, title: 'add Pay rent', createdAt: at, updatedAt: at }],
            nextCursor: null,
          },
        },
      },
      async handler(ctx) {
        const { id: ownerId } = await authenticate(ctx);
        const { limit, cursor } = validate(chatPageQuery, ctx.query, 'query');
        const where = cursor ? { ownerId, id: { $lt: decodeCursor(cursor, z.uuid()) } } : { ownerId };
        const em = orm.em.fork();
        const rows = await em.find(Conversation, where, { orderBy: { id: 'desc' }, limit: limit + 1 });
        const shown = rows.slice(0, limit);
        const titles = await titlesOf(em, shown);
        const items = shown.map((row) => presentConversation(row, titles.get(row.id) ?? ''));
        const nextCursor = rows.length > limit ? encodeCursor(items.at(-1)?.id) : null;
        ctx.body = { items, nextCursor } satisfies ConversationPage;
      },
    },
    {
      method: 'get',
      path: '/api/chat/conversations/:id',
      operationId: 'listMessages',
      summary: 'The messages of a conversation',
      tag: 'chat',
      query: chatPageQuery,
      responses: {
        200: {
          description: 'Newest first.',
          schema: messagePage,
          example: {
            items: [{ id: '2', role: 'assistant', content: reply, actions, at }],
            nextCursor: null,
            question: null,
          },
        },
      },
      problems: [new NotFound('There is no such conversation.')],
      async handler(ctx) {
        const { id: ownerId } = await authenticate(ctx);
        const id = validate(z.uuid(), ctx.params['id'], 'id');
        const { limit, cursor } = validate(chatPageQuery, ctx.query, 'query');
        const em = orm.em.fork();
        const conversation = await em.findOne(Conversation, { id, ownerId });
        if (!conversation) throw new NotFound('There is no such conversation.');
        const position = cursor ? { id: { $lt: decodeCursor(cursor, z.string().regex(/^\d{1,18}$/)) } } : {};
        const where = { conversationId: id, ...position };
        const rows = await em.find(Message, where, { orderBy: { id: 'desc' }, limit: limit + 1 });
        const items = rows.slice(0, limit).map(presentMessage);
        const nextCursor = rows.length > limit ? encodeCursor(items.at(-1)?.id) : null;
        ctx.body = { items, nextCursor, question: parseMemory(conversation.memory).offered } satisfies MessagePage;
      },
    },
  ];
}

const longestTitle = 80;

/** Reads the first message of each conversation, which is its title, with one statement. */
export async function titlesOf(em: Orm['em'], conversations: readonly Conversation[]): Promise<Map<string, string>> {
  if (conversations.length === 0) return new Map();
  const ids = conversations.map(({ id }) => id);
  const rows = await em.execute<{ id: string; title: string }[]>(
    `select conversation.id, left(first.content, ${longestTitle}) as title
       from conversation cross join lateral
         (select content from message where conversation_id = conversation.id order by message.id limit 1) first
      where conversation.id in (${ids.map(() => '?').join(', ')})`,
    ids,
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}

export function presentConversation(
  { id, createdAt, updatedAt }: Conversation,
  title: string,
): ConversationPage['items'][number] {
  return { id, title, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

export function presentMessage({ id, role, content, actions, at }: Message): MessagePage['items'][number] {
  return { id, role, content, actions: actions as Action[], at: at.toISOString() };
}
