import { type RawQueryFragment, raw, sql } from '@mikro-orm/postgresql';
import { apiTokenHash, isApiToken, type TokenScope } from '../../../../shared/auth/api-token.ts';
import type { Session, VerifySession } from '../../../../shared/auth/session-token.ts';
import type { Clock } from '../../../../shared/clock.ts';
import type { Orm } from '../../../../shared/database/orm.ts';
import { executePrepared } from '../../../../shared/database/prepared.ts';
import { actFor } from '../../../../shared/database/statement.bounds.ts';
import { Unauthenticated } from '../../../../shared/http/problem.ts';
import { fewTasks } from '../../tasks/list/page.statement.ts';

/** The user who sends a request. */
export interface Identity {
  id: string;
  email: string | null;
  timeZone: string;
  locale: string;
  /** The account belongs to an external issuer, and has no password. */
  isExternal: boolean;
  sessionVersion: number;
  /** The user has so few tasks that all of them are read where some are looked for. */
  hasFewTasks: boolean;
  /** Undefined for an API token. */
  session?: StoredSession;
  /** The scope of the API token; undefined for a session. */
  scope?: TokenScope;
}

interface StoredSession {
  id: string;
  /** When the user signed in. */
  createdAt: Date;
}

/** An API token counts as a session with the token's id. */
export interface Credential extends Session {
  issuedAt: Date;
  /** Null for an API token that does not expire. */
  expiresAt: Date | null;
}

export interface Identified {
  identity: Identity;
  credential: Credential;
  /** What was read alongside, as JSON has it; undefined where nothing was. */
  rows?: unknown[] | undefined;
}

/** What a statement may depend on. */
export type Reader = Pick<Identity, 'id' | 'timeZone' | 'hasFewTasks'>;

/** Makes the statement that is to be run for a user; undefined if it cannot be run alongside. */
export type StatementFor = (reader: Reader) => RawQueryFragment | undefined;

/**
 * Finds out whose token this is.
 * @param alongside is read by the statement that checks a session, which saves a round trip. An ended session reads nothing. Its
 * user is supposed to be as the last request found them; where that was wrong, nothing is read.
 * @throws Unauthenticated
 */
export type Identify = (token: string, alongside?: StatementFor) => Promise<Identified>;

interface Dependencies {
  orm: Orm;
  verify: VerifySession;
  clock: Clock;
  hasApiTokens: boolean;
}

/** The last use of a session or token is written no more often than this. */
const seenEveryMs = 5 * 60_000;
/** This many users are remembered at most. */
const mostReaders = 10_000;

const userColumns = `"user".id, email, time_zone as "timeZone", locale, password_hash is null as "isExternal",
  session_version as "sessionVersion",
  coalesce((select sum(tasks) from task_usage where task_usage.owner_id = "user".id), 0) <= ${fewTasks} as "hasFewTasks"`;
const milliseconds = (column: string) => `extract(epoch from ${column})::float8 * 1000`;

const sessionColumns = raw(
  `${userColumns}, ${milliseconds('session.created_at')} as "createdAt", ${milliseconds('last_seen_at')} as "usedAt"`,
);

export function identifier({ orm, verify, clock, hasApiTokens }: Dependencies): Identify {
  const readers = new Map<string, Reader>();
  const remember = ({ id, timeZone, hasFewTasks }: Reader) => {
    if (readers.size === mostReaders) readers.clear();
    readers.set(id, { id, timeZone, hasFewTasks });
  };

  const bySession: Identify = async (text, alongside) => {
    const now = clock();
    const token = await verify(text, now);
    if (!token) throw new Unauthenticated('The session is not valid or has expired. Sign in again.');
    const supposed = readers.get(token.userId) ?? { id: token.userId, timeZone: 'UTC', hasFewTasks: false };
    const statement = alongside?.(supposed);
    // The token is signed, so what is read for this user is read in this user's turn.
    if (statement) actFor(token.userId);
    const read = statement
      ? sql`, (select coalesce(json_agg(found), '[]') from (${statement}) found) as rows`
      : raw('');
    const [row] = await executePrepared<Identity & Times & Pick<Identified, 'rows'>>(
      orm.em,
      sql`
        select ${sessionColumns} ${read}
          from "user" join session on session.user_id = "user".id
         where session.id = ${token.id} and "user".id = ${token.userId} and session_version = ${token.sessionVersion}`,
    );
    if (!row) throw new Unauthenticated('The session has ended. Sign in again.');
    const { createdAt, usedAt, rows, ...user } = row;
    remember(user);
    const lastWritten = new Date(now.getTime() - seenEveryMs);
    if (usedAt !== null && usedAt <= lastWritten.getTime()) {
      const values = [now, token.id, lastWritten];
      await orm.em.execute('update session set last_seen_at = ? where id = ? and last_seen_at <= ?', values);
    }
    return {
      identity: { ...user, session: { id: token.id, createdAt: new Date(createdAt) } },
      credential: token,
      rows: user.timeZone === supposed.timeZone ? rows : undefined,
    };
  };

  const byApiToken: Identify = async (text) => {
    const now = clock();
    const [row] = await executePrepared<
      Identity & Times & { scope: TokenScope; tokenId: string; expiresAt: number | null }
    >(
      orm.em,
      raw(
        `select ${userColumns}, scope, api_token.id as "tokenId", ${milliseconds('api_token.created_at')} as "createdAt",
                ${milliseconds('last_used_at')} as "usedAt", ${milliseconds('expires_at')} as "expiresAt"
           from "user" join api_token on user_id = "user".id
          where hash = ? and (expires_at is null or expires_at > ?)`,
        [apiTokenHash(text), now],
      ),
    );
    if (!row)
      throw new Unauthenticated('The API token is unknown, revoked or expired. Make a new one in the settings.');
    const { createdAt, usedAt, tokenId: id, expiresAt, ...identity } = row;
    const lastWritten = new Date(now.getTime() - seenEveryMs);
    if (usedAt === null || usedAt <= lastWritten.getTime()) {
      await orm.em.execute(
        'update api_token set last_used_at = ? where id = ? and (last_used_at is null or last_used_at <= ?)',
        [now, id, lastWritten],
      );
    }
    const { id: userId, sessionVersion } = identity;
    const expiry = expiresAt === null ? null : new Date(expiresAt);
    return { identity, credential: { id, userId, sessionVersion, issuedAt: new Date(createdAt), expiresAt: expiry } };
  };

  return (token, alongside) => (hasApiTokens && isApiToken(token) ? byApiToken(token) : bySession(token, alongside));
}

/** In milliseconds since 1970. */
interface Times {
  createdAt: number;
  usedAt: number | null;
}
