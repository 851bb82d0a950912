import { Router } from '@koa/router';
import type { Clock } from '../../../shared/clock.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { UnitOfWork } from '../platform/unit-of-work.ts';
import { accountChanges, accountDeletion, login, registration } from './account.input.ts';
import {
  changeAccount,
  endSessions,
  eraseAccount,
  logIn,
  register,
  requireOwnPassword,
  requireRecentSignIn,
} from './account.service.ts';
import { type Authenticate, requireOwnOrigin } from './authenticate.ts';
import type { LoginLimit } from './login-limit.ts';
import { hashPassword } from './password.ts';
import { presentUser, type Sessions } from './sessions.ts';

export interface AuthDependencies {
  unitOfWork: UnitOfWork;
  authenticate: Authenticate;
  sessions: Sessions;
  limit: LoginLimit;
  clock: Clock;
  phase5: boolean;
  allowedOrigins: readonly string[];
  /** Deletes the user's data in the other services, before it is deleted here. */
  eraseElsewhere: (userId: string) => Promise<void>;
}

export function authRoutes(dependencies: AuthDependencies): Router {
  const { unitOfWork, authenticate, sessions, limit, clock, phase5, allowedOrigins } = dependencies;
  const router = new Router({ prefix: '/api/auth' });
  const context = () => ({ actor: 'user' as const, now: clock(), phase5 });

  router.post('/register', async (ctx) => {
    requireOwnOrigin(ctx, allowedOrigins);
    await limit.takeAddress(ctx.ip);
    const input = validate(registration, ctx.request.body);
    const passwordHash = await hashPassword(input.password);
    const user = await unitOfWork.transactional((tx) => register(tx, input, passwordHash, clock()));
    ctx.status = 201;
    ctx.body = await sessions.answer(ctx, user);
  });

  router.post('/login', async (ctx) => {
    requireOwnOrigin(ctx, allowedOrigins);
    await limit.takeAddress(ctx.ip);
    const input = validate(login, ctx.request.body);
    const user = await limit.attempt(input.email, () => unitOfWork.transactional((tx) => logIn(tx, input)));
    ctx.body = await sessions.answer(ctx, user);
  });

  router.post('/logout', async (ctx) => {
    const { id } = await authenticate(ctx);
    await unitOfWork.transactional((tx) => endSessions(tx, context(), id));
    sessions.end(ctx);
    ctx.status = 204;
  });

  router.get('/me', async (ctx) => {
    ctx.body = presentUser(await authenticate(ctx));
  });

  router.patch('/me', async (ctx) => {
    const { id, email, isExternal } = await authenticate(ctx);
    const changes = validate(accountChanges, ctx.request.body);
    const change = () => unitOfWork.transactional((tx) => changeAccount(tx, context(), id, changes));
    const user = changes.password === undefined ? await change() : await limit.attempt(email ?? id, change);
    // A new password has ended this session as well, so a new one starts.
    const token = changes.password === undefined ? {} : { token: await sessions.start(ctx, user) };
    ctx.body = { ...presentUser({ ...user, isExternal }), ...token };
  });

  router.delete('/me', async (ctx) => {
    const { id, email, isExternal, signedInAt } = await authenticate(ctx);
    const { password } = validate(accountDeletion, ctx.request.body);
    if (isExternal) requireRecentSignIn(signedInAt, clock());
    else await limit.attempt(email ?? id, () => unitOfWork.transactional((tx) => requireOwnPassword(tx, id, password)));
    await dependencies.eraseElsewhere(id);
    await unitOfWork.transactional((tx) => eraseAccount(tx, context(), id));
    sessions.end(ctx);
    ctx.status = 204;
  });

  return router;
}
