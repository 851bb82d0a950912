import { Router } from '@koa/router';
import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import { Conversation, Message } from '../../../shared/entities/index.ts';
import { decodeCursor, encodeCursor } from '../../../shared/http/cursor.ts';
import { NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { AnswerOnce } from '../idempotency/answer-once.ts';
import { type Action, type ConversationPage, chatMessage, chatPageQuery, type MessagePage } from './chat.schema.ts';
import { chat } from './chat.service.ts';

interface Dependencies {
  orm: Orm;
  once: AnswerOnce;
  authenticate: Authenticate;
  clock: Clock;
  phase5: boolean;
}

export function chatRoutes({ orm, once, authenticate, clock, phase5 }: Dependencies): Router {
  const router = new Router({ prefix: '/api/chat' });

  router.post('/', async (ctx) => {
    const owner = await authenticate(ctx);
    const { message, conversationId } = validate(chatMessage, ctx.request.body);
    const context = { actor: 'chat' as const, now: clock(), phase5 };
    await once(ctx, owner, async (tx) => ({ body: await chat(tx, context, owner, message, conversationId) }));
  });

  router.get('/conversations', async (ctx) => {
    const { id: ownerId } = await authenticate(ctx);
    const { limit, cursor } = validate(chatPageQuery, ctx.query, 'query');
    const where = cursor ? { ownerId, id: { $lt: decodeCursor(cursor, z.uuid()) } } : { ownerId };
    const rows = await orm.em.fork().find(Conversation, where, { orderBy: { id: 'desc' }, limit: limit + 1 });
    const items = rows.slice(0, limit).map(presentConversation);
    const nextCursor = rows.length > limit ? encodeCursor(items.at(-1)?.id) : null;
    ctx.body = { items, nextCursor } satisfies ConversationPage;
  });

  router.get('/conversations/:id', async (ctx) => {
    const { id: ownerId } = await authenticate(ctx);
    const id = validate(z.uuid(), ctx.params['id'], 'id');
    const { limit, cursor } = validate(chatPageQuery, ctx.query, 'query');
    const em = orm.em.fork();
    if (!(await em.findOne(Conversation, { id, ownerId }))) throw new NotFound('There is no such conversation.');
    const position = cursor ? { id: { $lt: decodeCursor(cursor, z.string().regex(/^\d{1,18}$/)) } } : {};
    const rows = await em.find(
      Message,
      { conversationId: id, ...position },
      { orderBy: { id: 'desc' }, limit: limit + 1 },
    );
    const items = rows.slice(0, limit).map(presentMessage);
    const nextCursor = rows.length > limit ? encodeCursor(items.at(-1)?.id) : null;
    ctx.body = { items, nextCursor } satisfies MessagePage;
  });

  return router;
}

function presentConversation({ id, createdAt, updatedAt }: Conversation): ConversationPage['items'][number] {
  return { id, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

function presentMessage({ id, role, content, actions, at }: Message): MessagePage['items'][number] {
  return { ...{ id, role, content }, actions: actions as Action[], at: at.toISOString() };
}
