import type { Context } from 'koa';
import type { Clock } from '../../../../shared/clock.ts';
import type { User } from '../../../../shared/entities/index.ts';
import { TooManyRequests } from '../../../../shared/http/problem.ts';
import { validate } from '../../../../shared/http/validate.ts';
import type { Route } from '../../platform/openapi/route.ts';
import type { UnitOfWork } from '../../platform/unit-of-work.ts';
import { ada, token } from '../account.examples.ts';
import { session } from '../account.response.ts';
import { requireOwnOrigin } from '../sign-in/authenticate.ts';
import type { LoginLimit } from '../sign-in/login-limit.ts';
import { type Sessions, type SignedIn, setCookie } from '../sign-in/sessions.ts';
import { externalAccount } from './external-account.service.ts';
import type { Issuer } from './issuer.ts';
import { callbackQuery, externalSignIn, signInQuery } from './oidc.input.ts';
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

const callbackPath = '/api/auth/oidc/callback';
const attemptCookie = 'oidc';

const exampleName = 'login.example.com';
const signedIn = {
  headers: ['Set-Cookie'] as const,
  schema: session,
  example: { user: { ...ada, external: true }, token },
};

/** Sign-in with an external issuer: a browser is redirected there and back, a program sends the ID token that it has. */
export function oidcRoutes(dependencies: OidcDependencies): Route[] {
  const { issuer, sealer, sessions, unitOfWork, limit, clock, allowedOrigins } = dependencies;

  return [
    {
      method: 'post',
      path: '/api/auth/oidc',
      operationId: 'signInWithIdToken',
      summary: 'Sign in with an ID token of the external issuer',
      description: 'For programs. The token must be for the client id of this system.',
      tag: 'account',
      open: true,
      body: { schema: externalSignIn, examples: { ada: { idToken: 'eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.e30.c2ln' } } },
      responses: {
        200: { description: 'Signed in.', ...signedIn },
        201: { description: 'Signed in for the first time: the account is new.', ...signedIn },
      },
      problems: [
        new IdTokenRefused(exampleName),
        new TooManyRequests('At most 30 such requests a minute.', 42),
        new IssuerUnavailable(exampleName),
      ],
      async handler(ctx) {
        requireOwnOrigin(ctx, allowedOrigins);
        await limit.takeAddress(ctx.ip);
        const { idToken } = validate(externalSignIn, ctx.request.body);
        const { user, isNew } = await externalAccount(unitOfWork, await issuer.identify(idToken), clock());
        ctx.status = isNew ? 201 : 200;
        ctx.body = await sessions.respond(ctx, await begin(ctx, user));
      },
    },

    {
      method: 'get',
      path: '/api/auth/oidc/login',
      operationId: 'beginExternalSignIn',
      summary: 'Go to the external issuer to sign in',
      description: 'For browsers: link to this address.',
      tag: 'account',
      open: true,
      query: signInQuery,
      responses: {
        302: { description: 'To the issuer.', headers: ['Location'] },
        303: {
          description:
            'Back to the page, because the issuer cannot be reached. `signIn` in the address holds the reason.',
          headers: ['Location'],
        },
      },
      async handler(ctx) {
        const { to, timeZone, locale } = validate(signInQuery, ctx.query, 'query');
        const origin = pageOrigin(ctx);
        try {
          await limit.takeAddress(ctx.ip);
          const { address, checks } = await issuer.begin(`${origin}${callbackPath}`);
          const attempt: SignInAttempt = {
            ...checks,
            to,
            ...(timeZone ? { timeZone } : {}),
            ...(locale ? { locale } : {}),
          };
          setAttempt(ctx, origin, await sealer.seal(attempt, clock()), attemptSeconds);
          redirect(ctx, 302, address);
        } catch (error) {
          redirect(ctx, 303, withReason(new URL(origin + to), error));
        }
      },
    },

    {
      method: 'get',
      path: callbackPath,
      operationId: 'finishExternalSignIn',
      summary: 'Come back from the external issuer',
      description: 'Register this address as the redirect URI at the issuer.',
      tag: 'account',
      open: true,
      query: callbackQuery,
      responses: {
        303: {
          description:
            'To the page, with the cookie `session`. If the sign-in failed, without it, and `signIn` in the address holds the reason: `denied`, `outdated`, `failed`, `unavailable` or `too_many`.',
          headers: ['Location'],
        },
      },
      async handler(ctx) {
        const origin = pageOrigin(ctx);
        const attempt = await sealer.open(ctx.cookies.get(attemptCookie), clock());
        // The cookie is good for one attempt, whether it succeeds or not.
        setAttempt(ctx, origin, '', 0);
        const address = new URL(origin + (attempt?.to ?? '/'));
        try {
          await limit.takeAddress(ctx.ip);
          if (!attempt) throw new SignInFailed('outdated');
          const identity = await issuer.finish(new URL(origin + callbackPath + ctx.search), attempt);
          const timeZone = identity.timeZone ?? attempt.timeZone;
          const locale = identity.locale ?? attempt.locale;
          const { user } = await externalAccount(unitOfWork, { ...identity, timeZone, locale }, clock());
          await sessions.start(ctx, await begin(ctx, user), isSecure(origin));
          redirect(ctx, 303, address);
        } catch (error) {
          redirect(ctx, 303, withReason(address, error));
        }
      },
    },
  ];

  function begin(ctx: Context, user: User): Promise<SignedIn> {
    return unitOfWork.transactional((tx) => sessions.begin(tx, ctx, user));
  }

  /** The origin of the page that the browser came from, to which the issuer may send it back. */
  function pageOrigin({ host }: Context): string {
    return allowedOrigins.find((origin) => new URL(origin).host === host) ?? allowedOrigins[0]!;
  }
}

/** @throws the error itself, where it is not a reason that the page knows */
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
