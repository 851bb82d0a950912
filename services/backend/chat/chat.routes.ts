import { Readable } from 'node:stream';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import { Conversation, Message } from '../../../shared/entities/index.ts';
import { decodeCursor, encodeCursor } from '../../../shared/http/cursor.ts';
import { NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Authenticate } from '../accounts/authenticate.ts';
import type { Idempotent } from '../platform/idempotency/idempotent.ts';
import { idempotentSteps } from '../platform/idempotency/idempotent-steps.ts';
import type { UnitOfWork } from '../platform/unit-of-work.ts';
import type { ChangeContext } from '../tasks/write/task.changes.ts';
import type { Owner } from '../tasks/write/task.service.ts';
import { todoTools } from '../tools/todo-tools.ts';
import type { ChatResponder } from './chat.responder.ts';
import {
  type Action,
  type ChatResponse,
  type ConversationPage,
  chatMessage,
  chatPageQuery,
  type MessagePage,
} from './chat.schema.ts';
import { type Chatbot, chat, chatInSteps, type UserMessage } from './chat.service.ts';
import { disconnectSignal, openStream, wantsStream } from './chat.stream.ts';
import { loadConversation } from './conversation.service.ts';
import { parserResponder } from './parser/parser.responder.ts';

interface Dependencies {
  orm: Orm;
  unitOfWork: UnitOfWork;
  idempotent: Idempotent;
  authenticate: Authenticate;
  clock: Clock;
  phase5: boolean;
  /** Responds instead of the parser: a language model. It is slow, so no transaction may be open while it works. */
  responder?: ChatResponder | undefined;
}

export function chatRoutes({
  orm,
  unitOfWork,
  idempotent,
  authenticate,
  clock,
  phase5,
  responder,
}: Dependencies): Router {
  const router = new Router({ prefix: '/api/chat' });
  const tools = todoTools(phase5);
  const parser = { respond: parserResponder, tools };
  const inSteps = idempotentSteps({ unitOfWork, clock });

  router.post('/', async (ctx) => {
    const owner = await authenticate(ctx);
    const message = validate(chatMessage, ctx.request.body);
    const context = { actor: 'chat' as const, now: clock(), phase5 };
    if (responder) await converse(ctx, context, owner, { respond: responder, tools }, message);
    else await idempotent(ctx, owner, async (tx) => ({ body: await chat(tx, context, owner, parser, message) }));
    if (wantsStream(ctx) && !(ctx.body instanceof Readable)) streamAtOnce(ctx, ctx.body as ChatResponse);
  });

  function streamAtOnce(ctx: Context, response: ChatResponse): void {
    const stream = openStream(ctx);
    stream.say(response.reply);
    stream.end(response);
  }

  async function converse(ctx: Context, context: ChangeContext, owner: Owner, bot: Chatbot, message: UserMessage) {
    const steps = await inSteps(ctx, owner, (tx) => loadConversation(tx, owner.id, message.conversationId));
    if (steps.earlier) {
      ctx.body = steps.earlier.body;
      return;
    }
    const stream = wantsStream(ctx) ? openStream(ctx) : undefined;
    const listener = { say: (part: string) => stream?.say(part), signal: disconnectSignal(ctx) };
    const respond = async () => {
      const finish = await chatInSteps(unitOfWork, context, owner, bot, message, steps.begun, listener);
      return (await steps.finish(async (tx) => ({ body: await finish(tx) }))).body;
    };
    if (!stream) ctx.body = await respond();
    // Koa sends the stream once this function has returned.
    else void respond().then(stream.end, stream.fail);
  }

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
  return { id, role, content, actions: actions as Action[], at: at.toISOString() };
}
