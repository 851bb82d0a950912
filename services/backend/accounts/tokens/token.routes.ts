import { z } from 'zod';
import type { Clock } from '../../../../shared/clock.ts';
import type { Orm } from '../../../../shared/database/orm.ts';
import { NotFound } from '../../../../shared/http/problem.ts';
import { validate } from '../../../../shared/http/validate.ts';
import type { Route } from '../../platform/openapi/route.ts';
import type { UnitOfWork } from '../../platform/unit-of-work.ts';
import type { AuthenticateSession } from '../sign-in/authenticate.ts';
import { createdToken, newToken, type TokenResponse, tokenList } from './token.schema.ts';
import { createToken, listTokens, revokeToken, type TokenLimit, tooManyTokens } from './token.service.ts';

interface Dependencies {
  orm: Orm;
  unitOfWork: UnitOfWork;
  authenticateSession: AuthenticateSession;
  clock: Clock;
  limit: TokenLimit;
}

const example: TokenResponse = {
  id: '0198c6b1-4d2c-7a3e-9c55-7b0d4e8f1a23',
  name: 'Backup script',
  scope: 'read',
  createdAt: '2027-01-31T08:00:00.000Z',
  lastUsedAt: null,
  expiresAt: '2027-07-31T08:00:00.000Z',
};

/** Personal tokens with which programs act for the user who is signed in. A token cannot manage tokens. */
export function tokenRoutes({ orm, unitOfWork, authenticateSession, clock, limit }: Dependencies): Route[] {
  return [
    {
      method: 'get',
      path: '/api/tokens',
      operationId: 'listTokens',
      summary: 'List API tokens',
      tag: 'account',
      sessionOnly: true,
      responses: {
        200: {
          description: 'The newest first, without their secrets.',
          schema: tokenList,
          example: { items: [example] },
        },
      },
      async handler(ctx) {
        const { id } = await authenticateSession(ctx);
        ctx.body = { items: await listTokens(orm.em, id) };
      },
    },
    {
      method: 'post',
      path: '/api/tokens',
      operationId: 'createToken',
      summary: 'Create an API token',
      description:
        'The secret is only in this response, so it takes no `Idempotency-Key`, by which the response would be stored.',
      tag: 'account',
      sessionOnly: true,
      body: {
        schema: newToken,
        examples: {
          backup: { name: example.name, scope: example.scope, expiresAt: example.expiresAt },
          calendar: { name: 'Calendar', scope: 'feed' },
        },
      },
      responses: {
        201: {
          description: 'The token with its secret.',
          schema: createdToken,
          example: { ...example, secret: `todo_${'0123456789abcdef'.repeat(4)}` },
        },
      },
      problems: [tooManyTokens(limit.most)],
      async handler(ctx) {
        const { id } = await authenticateSession(ctx);
        const input = validate(newToken, ctx.request.body);
        ctx.body = await unitOfWork.transactional((tx) => createToken(tx, clock(), id, input, limit));
        ctx.status = 201;
      },
    },
    {
      method: 'delete',
      path: '/api/tokens/:id',
      operationId: 'revokeToken',
      summary: 'Revoke an API token',
      tag: 'account',
      sessionOnly: true,
      responses: { 204: { description: 'The token is invalid from now on, and its sockets are closed.' } },
      problems: [new NotFound()],
      async handler(ctx) {
        const user = await authenticateSession(ctx);
        const id = validate(z.uuid(), ctx.params['id'], 'id').toLowerCase();
        const context = { actor: 'user' as const, now: clock(), eventsEnabled: true };
        if (!(await unitOfWork.transactional((tx) => revokeToken(tx, context, user, id)))) throw new NotFound();
        ctx.status = 204;
      },
    },
  ];
}
