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
import type { Commit } from '../platform/unit-of-work.ts';
import type { ChangeContext } from '../tasks/write/task.changes.ts';
import type { Owner } from '../tasks/write/task.service.ts';
import { chatTools } from '../tools/todo-tools.ts';
import type { Answerer } from './chat.responder.ts';
import {
  type Action,
  type ChatAnswer,
  type ConversationPage,
  chatMessage,
  chatPageQuery,
  type MessagePage,
} from './chat.schema.ts';
import { type Chatbot, chat, chatInSteps, type Saying } from './chat.service.ts';
import { goneSignal, openStream, wantsStream } from './chat.stream.ts';
import { recall } from './conversation.service.ts';
import { parserAnswerer } from './parser/parser.responder.ts';

interface Dependencies {
  orm: Orm;
  commit: Commit;
  idempotent: Idempotent;
  authenticate: Authenticate;
  clock: Clock;
  phase5: boolean;
  /** Answers instead of the parser: a language model. It takes its time, so that no transaction may be open meanwhile. */
  answerer?: Answerer | undefined;
}

export function chatRoutes({ orm, commit, idempotent, authenticate, clock, phase5, answerer }: Dependencies): Router {
  const router = new Router({ prefix: '/api/chat' });
  const tools = chatTools(phase5);
  const parser = { answer: parserAnswerer, tools };
  const inSteps = idempotentSteps({ commit, clock });

  router.post('/', async (ctx) => {
    const owner = await authenticate(ctx);
    const saying = validate(chatMessage, ctx.request.body);
    const context = { actor: 'chat' as const, now: clock(), phase5 };
    if (answerer) await converse(ctx, context, owner, { answer: answerer, tools }, saying);
    else await idempotent(ctx, owner, async (tx) => ({ body: await chat(tx, context, owner, parser, saying) }));
    if (wantsStream(ctx) && !(ctx.body instanceof Readable)) tellAtOnce(ctx, ctx.body as ChatAnswer);
  });

  function tellAtOnce(ctx: Context, answer: ChatAnswer): void {
    const stream = openStream(ctx);
    stream.say(answer.reply);
    stream.end(answer);
  }

  async function converse(ctx: Context, context: ChangeContext, owner: Owner, bot: Chatbot, saying: Saying) {
    const steps = await inSteps(ctx, owner, (tx) => recall(tx, owner.id, saying.conversationId));
    if (steps.earlier) {
      ctx.body = steps.earlier.body;
      return;
    }
    const stream = wantsStream(ctx) ? openStream(ctx) : undefined;
    const listener = { say: (part: string) => stream?.say(part), signal: goneSignal(ctx) };
    const answer = async () => {
      const finish = await chatInSteps(commit, context, owner, bot, saying, steps.begun, listener);
      return (await steps.finish(async (tx) => ({ body: await finish(tx) }))).body;
    };
    if (!stream) ctx.body = await answer();
    // Koa begins to send when this function is done.
    else void answer().then(stream.end, stream.fail);
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
  return { ...{ id, role, content }, actions: actions as Action[], at: at.toISOString() };
}
