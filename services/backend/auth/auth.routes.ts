import { Router } from '@koa/router';
import type { Context } from 'koa';
import { sessionCookie } from '../../../shared/auth/credentials.ts';
import type { SignSession } from '../../../shared/auth/session-token.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { User } from '../../../shared/entities/index.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Commit } from '../commit.ts';
import type { SessionAnswer, UserAnswer } from './account.answer.ts';
import { accountChanges, accountDeletion, login, registration } from './account.input.ts';
import { changeAccount, endSessions, eraseAccount, logIn, register, requireOwnPassword } from './account.service.ts';
import { type Authenticate, type Identity, requireOwnOrigin } from './authenticate.ts';
import type { LoginLimit } from './login-limit.ts';
import { hashPassword } from './password.ts';

export interface AuthDependencies {
  commit: Commit;
  authenticate: Authenticate;
  sign: SignSession;
  limit: LoginLimit;
  clock: Clock;
  phase5: boolean;
  allowedOrigins: readonly string[];
  sessionSeconds: number;
  /** Has the other services forget a person, before the database does. */
  eraseElsewhere: (userId: string) => Promise<void>;
}

export function authRoutes(dependencies: AuthDependencies): Router {
  const { commit, authenticate, sign, limit, clock, phase5, allowedOrigins, sessionSeconds } = dependencies;
  const router = new Router({ prefix: '/api/auth' });
  const context = () => ({ actor: 'user' as const, now: clock(), phase5 });

  router.post('/register', async (ctx) => {
    requireOwnOrigin(ctx, allowedOrigins);
    await limit.takeAddress(ctx.ip);
    const input = validate(registration, ctx.request.body);
    const passwordHash = await hashPassword(input.password);
    const user = await commit((tx) => register(tx, input, passwordHash, clock()));
    ctx.status = 201;
    ctx.body = await answerSession(ctx, user);
  });

  router.post('/login', async (ctx) => {
    requireOwnOrigin(ctx, allowedOrigins);
    await limit.takeAddress(ctx.ip);
    const input = validate(login, ctx.request.body);
    const user = await limit.attempt(input.email, () => commit((tx) => logIn(tx, input)));
    ctx.body = await answerSession(ctx, user);
  });

  router.post('/logout', async (ctx) => {
    const { id } = await authenticate(ctx);
    await commit((tx) => endSessions(tx, context(), id));
    setCookie(ctx, '', 0);
    ctx.status = 204;
  });

  router.get('/me', async (ctx) => {
    ctx.body = presentUser(await authenticate(ctx));
  });

  router.patch('/me', async (ctx) => {
    const { id, email } = await authenticate(ctx);
    const changes = validate(accountChanges, ctx.request.body);
    const change = () => commit((tx) => changeAccount(tx, context(), id, changes));
    const user = changes.password === undefined ? await change() : await limit.attempt(email ?? id, change);
    // A new password ended this session too: here is the next one.
    ctx.body = { ...presentUser(user), ...(changes.password ? { token: await startSession(ctx, user) } : {}) };
  });

  router.delete('/me', async (ctx) => {
    const { id, email } = await authenticate(ctx);
    const { password } = validate(accountDeletion, ctx.request.body);
    await limit.attempt(email ?? id, () => commit((tx) => requireOwnPassword(tx, id, password)));
    await dependencies.eraseElsewhere(id);
    await commit((tx) => eraseAccount(tx, context(), id));
    setCookie(ctx, '', 0);
    ctx.status = 204;
  });

  async function answerSession(ctx: Context, user: User): Promise<SessionAnswer> {
    return { user: presentUser(user), token: await startSession(ctx, user) };
  }

  async function startSession(ctx: Context, user: User): Promise<string> {
    const token = await sign(user.id, user.sessionVersion, clock());
    setCookie(ctx, token, sessionSeconds);
    return token;
  }

  function setCookie(ctx: Context, value: string, maxAge: number): void {
    const secure = ctx.get('origin').startsWith('https:') || ctx.secure ? '; Secure' : '';
    ctx.append('Set-Cookie', `${sessionCookie}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`);
  }

  return router;
}

function presentUser({
  id,
  email,
  timeZone,
}: Pick<Identity, 'id' | 'timeZone'> & { email?: string | null | undefined }): UserAnswer {
  return { id, email: email ?? null, timeZone };
}
