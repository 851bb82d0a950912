import type { Context } from 'koa';
import { isApiToken } from '../../../../shared/auth/api-token.ts';
import { type Credentials, credentialsOf } from '../../../../shared/auth/credentials.ts';
import { actFor } from '../../../../shared/database/statement.bounds.ts';
import { Forbidden, InsufficientScope, Unauthenticated } from '../../../../shared/http/problem.ts';
import type { Quota } from '../../platform/quota.ts';
import type { Identified, Identify, Identity, StatementFor } from './identify.ts';
import type { Sessions } from './sessions.ts';

/**
 * Finds out who sends a request, with a session or an API token.
 * @param access what an API token must allow; by default what the method does
 * @throws Unauthenticated (401), Forbidden (403) if another site uses the cookie, InsufficientScope (403) if it is an API token
 * that does not allow it, or TooManyRequests if the user has written too much
 */
export type Authenticate = (ctx: Context, access?: 'read' | 'write') => Promise<Identity>;

/** The same, and reads something alongside, unless it is an API token. */
export type AuthenticateReading = (
  ctx: Context,
  alongside: StatementFor,
) => Promise<{ owner: Identity } & Pick<Identified, 'rows'>>;

/** The same for what belongs to the account itself, which no API token may touch. */
export type AuthenticateSession = (ctx: Context) => Promise<Identity & Required<Pick<Identity, 'session'>>>;

interface Dependencies {
  identify: Identify;
  sessions: Sessions;
  allowedOrigins: readonly string[];
  quota: Quota;
}

export interface Authenticators {
  authenticate: Authenticate;
  authenticateReading: AuthenticateReading;
  authenticateSession: AuthenticateSession;
}

export function authenticators({ identify, sessions, allowedOrigins, quota }: Dependencies): Authenticators {
  async function identityOf(ctx: Context, requireScope: (identity: Identity) => void): Promise<Identity> {
    return (await identified(ctx, requireScope)).identity;
  }

  async function identified(
    ctx: Context,
    requireScope: (identity: Identity) => void,
    alongside?: StatementFor,
  ): Promise<Identified> {
    const credentials = credentialsOf(ctx.req);
    if (!credentials) throw new Unauthenticated();
    if (credentials.from === 'cookie') {
      requireOwnOrigin(ctx, allowedOrigins, credentials);
      if (isApiToken(credentials.token)) throw new Unauthenticated('Send an API token as "Authorization: Bearer …".');
    }
    const found = await identify(credentials.token, alongside);
    const { identity, credential } = found;
    actFor(identity.id);
    requireScope(identity);
    if (!safeMethods.has(ctx.method)) await quota.takeRequest(identity.id);
    if (credentials.from === 'cookie' && identity.session) {
      const session = { ...credential, createdAt: identity.session.createdAt };
      await sessions.renew(ctx, session, credential.issuedAt, credentials.isSecure);
    }
    return found;
  }

  return {
    authenticate: (ctx, access = safeMethods.has(ctx.method) ? 'read' : 'write') =>
      identityOf(ctx, ({ scope }) => requireScope(scope, access)),
    async authenticateReading(ctx, alongside) {
      const { identity, rows } = await identified(ctx, ({ scope }) => requireScope(scope, 'read'), alongside);
      return { owner: identity, rows };
    },
    async authenticateSession(ctx) {
      const { session, ...user } = await identityOf(ctx, ({ session }) => {
        if (!session) throw new InsufficientScope('An API token may not do this. Sign in instead.');
      });
      if (!session) throw new Unauthenticated();
      return { ...user, session };
    },
  };
}

/** @param scope undefined for a session, which may do everything */
export function requireScope(scope: Identity['scope'], access: 'read' | 'write'): void {
  if (scope === 'feed') throw new InsufficientScope('This API token is for the calendar feed only.');
  if (scope === 'read' && access === 'write') throw new InsufficientScope('This API token may only read.');
}

const safeMethods = new Set(['GET', 'HEAD']);

/**
 * Browsers send the cookie with requests of any site, so a write with it must come from our own page. A write without
 * credentials (sign-in) may come from a program, but not from the page of another site.
 */
export function requireOwnOrigin(ctx: Context, allowed: readonly string[], credentials?: Credentials): void {
  const origin = ctx.get('origin');
  if (safeMethods.has(ctx.method) || allowed.includes(origin)) return;
  if (!origin && credentials?.from !== 'cookie') return;
  throw new Forbidden(
    origin
      ? `A page of ${origin.slice(0, 100)} may not do this with the session cookie.`
      : 'With the session cookie this needs an Origin header; programs send the token as "Authorization: Bearer …".',
  );
}
