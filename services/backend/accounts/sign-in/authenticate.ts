import type { Context } from 'koa';
import { type Credentials, credentialsOf } from '../../../../shared/auth/credentials.ts';
import type { VerifySession } from '../../../../shared/auth/session-token.ts';
import type { Clock } from '../../../../shared/clock.ts';
import type { Orm } from '../../../../shared/database/orm.ts';
import { Forbidden, Unauthenticated } from '../../../../shared/http/problem.ts';
import type { Quota } from '../../platform/quota.ts';

/** The user who sends a request. */
export interface Identity {
  id: string;
  email: string | null;
  timeZone: string;
  locale: string;
  /** The account belongs to an external issuer, and has no password. */
  isExternal: boolean;
  sessionVersion: number;
  /** When the session that sends the request began. */
  signedInAt: Date;
}

/**
 * @throws Unauthenticated (401), Forbidden (403) if another site uses the cookie, or TooManyRequests if the user has written too
 * much
 */
export type Authenticate = (ctx: Context) => Promise<Identity>;

interface Dependencies {
  orm: Orm;
  verify: VerifySession;
  clock: Clock;
  allowedOrigins: readonly string[];
  quota: Quota;
}

export function authenticator({ orm, verify, clock, allowedOrigins, quota }: Dependencies): Authenticate {
  return async (ctx) => {
    const credentials = credentialsOf(ctx.req);
    if (!credentials) throw new Unauthenticated();
    if (credentials.from === 'cookie') requireOwnOrigin(ctx, allowedOrigins, credentials);
    const session = await verify(credentials.token, clock());
    if (!session) throw new Unauthenticated('The session is not valid or has expired. Sign in again.');
    const identity = await loadIdentity(orm.em, session.userId);
    if (identity?.sessionVersion !== session.sessionVersion) {
      throw new Unauthenticated('The session has ended. Sign in again.');
    }
    if (!safeMethods.has(ctx.method)) await quota.takeRequest(session.userId);
    return { ...identity, signedInAt: session.issuedAt };
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

async function loadIdentity(em: Orm['em'], userId: string): Promise<Omit<Identity, 'signedInAt'> | undefined> {
  const [identity] = await em.execute<Omit<Identity, 'signedInAt'>[]>(
    `select id, email, time_zone as "timeZone", locale, password_hash is null as "isExternal", session_version as "sessionVersion"
     from "user" where id = ?`,
    [userId],
  );
  return identity;
}
