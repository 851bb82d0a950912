import type { Context } from 'koa';
import { type Credentials, credentialsOf } from '../../../../shared/auth/credentials.ts';
import { Forbidden, Unauthenticated } from '../../../../shared/http/problem.ts';
import type { Quota } from '../../platform/quota.ts';
import type { Identify, Identity } from './identify.ts';
import type { Sessions } from './sessions.ts';

/**
 * @throws Unauthenticated (401), Forbidden (403) if another site uses the cookie, or TooManyRequests if the user has written too
 * much
 */
export type Authenticate = (ctx: Context) => Promise<Identity>;

interface Dependencies {
  identify: Identify;
  sessions: Sessions;
  allowedOrigins: readonly string[];
  quota: Quota;
}

export function authenticator({ identify, sessions, allowedOrigins, quota }: Dependencies): Authenticate {
  return async (ctx) => {
    const credentials = credentialsOf(ctx.req);
    if (!credentials) throw new Unauthenticated();
    if (credentials.from === 'cookie') requireOwnOrigin(ctx, allowedOrigins, credentials);
    const { identity, token } = await identify(credentials.token);
    if (!safeMethods.has(ctx.method)) await quota.takeRequest(identity.id);
    if (credentials.from === 'cookie') {
      const session = { ...token, createdAt: identity.session.createdAt };
      await sessions.renew(ctx, session, token.issuedAt, credentials.isSecure);
    }
    return identity;
  };
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
