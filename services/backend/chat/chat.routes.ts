import { Router } from '@koa/router';
import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import { Conversation, Message } from '../../../shared/entities/index.ts';
import { decodeCursor, encodeCursor, page } from '../../../shared/http/cursor.ts';
import { NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import { text } from '../../../shared/text.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Commit } from '../commit.ts';
import { chat } from './chat.service.ts';

const chatMessage = z.strictObject({
  message: text().trim().min(1, 'Must not be blank.').max(2000, 'Must have at most 2 000 characters.'),
  conversationId: z.uuid().optional(),
});
const pageQuery = z.strictObject(page);

interface Dependencies {
  orm: Orm;
  commit: Commit;
  authenticate: Authenticate;
  clock: Clock;
  phase5: boolean;
}

export function chatRoutes({ orm, commit, authenticate, clock, phase5 }: Dependencies): Router {
  const router = new Router({ prefix: '/api/chat' });

  router.post('/', async (ctx) => {
    const owner = await authenticate(ctx);
    const { message, conversationId } = validate(chatMessage, ctx.request.body);
    const context = { actor: 'chat' as const, now: clock(), phase5 };
    ctx.body = await commit((tx) => chat(tx, context, owner, message, conversationId));
  });

  router.get('/conversations', async (ctx) => {
    const { id: ownerId } = await authenticate(ctx);
    const { limit, cursor } = validate(pageQuery, ctx.query, 'query');
    const where = cursor ? { ownerId, id: { $lt: decodeCursor(cursor, z.uuid()) } } : { ownerId };
    const rows = await orm.em.fork().find(Conversation, where, { orderBy: { id: 'desc' }, limit: limit + 1 });
    const items = rows.slice(0, limit).map(({ id, createdAt, updatedAt }) => ({ id, createdAt, updatedAt }));
    ctx.body = { items, nextCursor: rows.length > limit ? encodeCursor(items.at(-1)?.id) : null };
  });

  router.get('/conversations/:id', async (ctx) => {
    const { id: ownerId } = await authenticate(ctx);
    const id = validate(z.uuid(), ctx.params['id'], 'id');
    const { limit, cursor } = validate(pageQuery, ctx.query, 'query');
    const em = orm.em.fork();
    if (!(await em.findOne(Conversation, { id, ownerId }))) throw new NotFound('There is no such conversation.');
    const position = cursor ? { id: { $lt: decodeCursor(cursor, z.string().regex(/^\d{1,18}$/)) } } : {};
    const rows = await em.find(
      Message,
      { conversationId: id, ...position },
      { orderBy: { id: 'desc' }, limit: limit + 1 },
    );
    const items = rows.slice(0, limit).map((row) => ({ ...pick(row), at: row.at.toISOString() }));
    ctx.body = { items, nextCursor: rows.length > limit ? encodeCursor(items.at(-1)?.id) : null };
  });

  return router;
}

function pick({ id, role, content, actions }: Message) {
  return { id, role, content, actions };
}
