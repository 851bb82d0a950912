import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Clock } from '../../../../shared/clock.ts';
import { TooManyRequests } from '../../../../shared/http/problem.ts';
import { validate } from '../../../../shared/http/validate.ts';
import type { UnitOfWork } from '../../platform/unit-of-work.ts';
import { requireOwnOrigin } from '../authenticate.ts';
import type { LoginLimit } from '../login-limit.ts';
import { type Sessions, setCookie } from '../sessions.ts';
import { externalAccount } from './external-account.service.ts';
import type { Issuer } from './issuer.ts';
import { externalSignIn, signInQuery } from './oidc.input.ts';
import { IdTokenRefused, IssuerUnavailable, SignInFailed } from './oidc.problems.ts';
import { type AttemptSealer, attemptSeconds, type SignInAttempt } from './sign-in.attempt.ts';

export interface OidcDependencies {
  issuer: Issuer;
  sealer: AttemptSealer;
  sessions: Sessions;
  unitOfWork: UnitOfWork;
  limit: LoginLimit;
  clock: Clock;
  allowedOrigins: readonly string[];
}

const prefix = '/api/auth/oidc';
const callbackPath = `${prefix}/callback`;
const attemptCookie = 'oidc';

/** Sign-in with an external issuer: a browser is redirected there and back, a program posts its ID token. */
export function oidcRoutes(dependencies: OidcDependencies): Router {
  const { issuer, sealer, sessions, unitOfWork, limit, clock, allowedOrigins } = dependencies;
  const router = new Router({ prefix });

  router.post('/', async (ctx) => {
    requireOwnOrigin(ctx, allowedOrigins);
    await limit.takeAddress(ctx.ip);
    const { idToken } = validate(externalSignIn, ctx.request.body);
    const { user, isNew } = await externalAccount(unitOfWork, await issuer.identify(idToken), clock());
    ctx.status = isNew ? 201 : 200;
    ctx.body = await sessions.answer(ctx, user);
  });

  router.get('/login', async (ctx) => {
    const { to, timeZone } = validate(signInQuery, ctx.query, 'query');
    const origin = pageOrigin(ctx);
    try {
      await limit.takeAddress(ctx.ip);
      const { address, checks } = await issuer.begin(`${origin}${callbackPath}`);
      const attempt: SignInAttempt = { ...checks, to, ...(timeZone ? { timeZone } : {}) };
      setAttempt(ctx, origin, await sealer.seal(attempt, clock()), attemptSeconds);
      redirect(ctx, 302, address);
    } catch (error) {
      redirect(ctx, 303, withReason(new URL(origin + to), error));
    }
  });

  router.get('/callback', async (ctx) => {
    const origin = pageOrigin(ctx);
    const attempt = await sealer.open(ctx.cookies.get(attemptCookie), clock());
    // The cookie is good for one attempt, whatever its outcome.
    setAttempt(ctx, origin, '', 0);
    const address = new URL(origin + (attempt?.to ?? '/'));
    try {
      await limit.takeAddress(ctx.ip);
      if (!attempt) throw new SignInFailed('outdated');
      const identity = await issuer.finish(new URL(origin + callbackPath + ctx.search), attempt);
      const timeZone = identity.timeZone ?? attempt.timeZone;
      const { user } = await externalAccount(unitOfWork, { ...identity, timeZone }, clock());
      await sessions.start(ctx, user, isSecure(origin));
      redirect(ctx, 303, address);
    } catch (error) {
      redirect(ctx, 303, withReason(address, error));
    }
  });

  /** The origin of the page that the browser came from, if it is allowed, as the issuer redirects there. */
  function pageOrigin({ host }: Context): string {
    return allowedOrigins.find((origin) => new URL(origin).host === host) ?? allowedOrigins[0]!;
  }

  return router;
}

/** @throws the error itself, if the page has no text for it */
function withReason(address: URL, error: unknown): URL {
  address.searchParams.set('signIn', reasonOf(error));
  return address;
}

function reasonOf(error: unknown): string {
  if (error instanceof SignInFailed) return error.reason;
  if (error instanceof IdTokenRefused) return 'failed';
  if (error instanceof IssuerUnavailable) return 'unavailable';
  if (error instanceof TooManyRequests) return 'too_many';
  throw error;
}

function redirect(ctx: Context, status: 302 | 303, address: URL): void {
  ctx.status = status;
  ctx.set('Location', address.href);
}

function setAttempt(ctx: Context, origin: string, value: string, maxAge: number): void {
  setCookie(ctx, { name: attemptCookie, path: callbackPath, value, maxAge, isSecure: isSecure(origin) });
}

function isSecure(origin: string): boolean {
  return origin.startsWith('https:');
}
