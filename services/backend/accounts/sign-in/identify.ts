import type { SessionToken, VerifySession } from '../../../../shared/auth/session-token.ts';
import type { Clock } from '../../../../shared/clock.ts';
import type { Orm } from '../../../../shared/database/orm.ts';
import { Unauthenticated } from '../../../../shared/http/problem.ts';

/** The user who sends a request. */
export interface Identity {
  id: string;
  email: string | null;
  timeZone: string;
  locale: string;
  /** The account belongs to an external issuer, and has no password. */
  isExternal: boolean;
  sessionVersion: number;
  session: {
    id: string;
    /** When the user signed in. */
    createdAt: Date;
  };
}

/** Finds out whose token this is. @throws Unauthenticated */
export type Identify = (token: string) => Promise<{ identity: Identity; token: SessionToken }>;

interface Dependencies {
  orm: Orm;
  verify: VerifySession;
  clock: Clock;
}

/** The last use of a session is written no more often than this. */
const seenEveryMs = 5 * 60_000;

export function identifier({ orm, verify, clock }: Dependencies): Identify {
  return async (text) => {
    const now = clock();
    const token = await verify(text, now);
    if (!token) throw new Unauthenticated('The session is not valid or has expired. Sign in again.');
    const [row] = await orm.em.execute<IdentityRow[]>(
      `select "user".id, email, time_zone as "timeZone", locale, password_hash is null as "isExternal",
              session_version as "sessionVersion", extract(epoch from session.created_at)::float8 * 1000 as "createdAt",
              extract(epoch from last_seen_at)::float8 * 1000 as "lastSeenAt"
         from "user" join session on session.user_id = "user".id
        where session.id = ? and "user".id = ? and session_version = ?`,
      [token.id, token.userId, token.sessionVersion],
    );
    if (!row) throw new Unauthenticated('The session has ended. Sign in again.');
    const { createdAt, lastSeenAt, ...user } = row;
    const lastWritten = now.getTime() - seenEveryMs;
    if (lastSeenAt <= lastWritten) {
      const values = [now, token.id, new Date(lastWritten)];
      await orm.em.execute('update session set last_seen_at = ? where id = ? and last_seen_at <= ?', values);
    }
    return { identity: { ...user, session: { id: token.id, createdAt: new Date(createdAt) } }, token };
  };
}

interface IdentityRow extends Omit<Identity, 'session'> {
  /** In milliseconds since 1970. */
  createdAt: number;
  lastSeenAt: number;
}
