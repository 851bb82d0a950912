import type { RawQueryFragment } from '@mikro-orm/postgresql';
import type { Context } from 'koa';
import { isApiToken } from '../../../../shared/auth/api-token.ts';
import { type Credentials, credentialsOf } from '../../../../shared/auth/credentials.ts';
import type { Orm } from '../../../../shared/database/orm.ts';
import { executePrepared } from '../../../../shared/database/prepared.ts';
import { actFor } from '../../../../shared/database/statement.bounds.ts';
import { Forbidden, InsufficientScope, Unauthenticated } from '../../../../shared/http/problem.ts';
import type { Quota } from '../../platform/quota.ts';
import type { Identified, Identify, Identity, Reader, StatementFor } from './identify.ts';
import type { Sessions } from './sessions.ts';

/**
 * Finds out who sends a request, with a session or an API token.
 * @param access what an API token must allow; by default what the method does
 * @throws Unauthenticated (401), Forbidden (403) if another site uses the cookie, InsufficientScope (403) if it is an API token
 * that does not allow it, or TooManyRequests if the user has written too much
 */
export type Authenticate = (ctx: Context, access?: 'read' | 'write') => Promise<Identity>;

/**
 * The same, and reads something alongside where that is possible: for a session, not for an API token. What is wrong with the
 * request is said when the session is known to be valid.
 */
export type AuthenticateReading = (
  ctx: Context,
  alongside: StatementFor,
) => Promise<{ owner: Identity } & Pick<Identified, 'rows'>>;

/** The same, and returns what the statement selects. */
export type ReadOwned = <Row>(
  ctx: Context,
  statementFor: (reader: Reader) => RawQueryFragment,
) => Promise<{ owner: Identity; rows: Row[] }>;

/** The same for what belongs to the account itself, which no API token may touch. */
export type AuthenticateSession = (ctx: Context) => Promise<Identity & Required<Pick<Identity, 'session'>>>;

interface Dependencies {
  orm: Orm;
  identify: Identify;
  sessions: Sessions;
  allowedOrigins: readonly string[];
  quota: Quota;
}

export interface Authenticators {
  authenticate: Authenticate;
  authenticateReading: AuthenticateReading;
  readOwned: ReadOwned;
  authenticateSession: AuthenticateSession;
}

export function authenticators({ orm, identify, sessions, allowedOrigins, quota }: Dependencies): Authenticators {
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

  const authenticateReading: AuthenticateReading = async (ctx, alongside) => {
    let invalid: { error: unknown } | undefined;
    const statementFor: StatementFor = (reader) => {
      try {
        return alongside(reader);
      } catch (error) {
        invalid = { error };
        return undefined;
      }
    };
    const { identity, rows } = await identified(ctx, ({ scope }) => requireScope(scope, 'read'), statementFor);
    if (invalid) throw invalid.error;
    return { owner: identity, rows };
  };

  return {
    authenticate: (ctx, access = safeMethods.has(ctx.method) ? 'read' : 'write') =>
      identityOf(ctx, ({ scope }) => requireScope(scope, access)),
    authenticateReading,
    async readOwned<Row>(ctx: Context, statementFor: (reader: Reader) => RawQueryFragment) {
      const { owner, rows } = await authenticateReading(ctx, statementFor);
      return { owner, rows: (rows as Row[]) ?? (await executePrepared<Row>(orm.em, statementFor(owner))) };
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
