import { v7 as uuidv7 } from 'uuid';
import type { Orm } from '../../../../shared/database/orm.ts';
import { PushSubscription, Session, type User } from '../../../../shared/entities/index.ts';
import { append } from '../../outbox/outbox.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import type { ChangeContext } from '../../tasks/write/task.changes.ts';

export type NewSession = Pick<Session, 'id' | 'createdAt'>;

/** Each new session removes this many expired ones, whoever they belong to. */
const removedAtOnce = 20;

export interface SessionRules {
  /** A session that began before this instant has expired. */
  expiry: Date;
  /** The most sessions of one user. With more, those that were used least recently end. */
  most: number;
}

/** Stores a new session of the user. */
export async function beginSession(
  tx: Transaction,
  context: ChangeContext,
  user: User,
  userAgent: string,
  { expiry, most }: SessionRules,
): Promise<NewSession> {
  const session = { id: uuidv7({ msecs: context.now.getTime() }), createdAt: context.now };
  // The erasure of an account also locks the user before the sessions, so the two cannot deadlock.
  await tx.execute('select from "user" where id = ? for key share', [user.id]);
  const ended = await tx.execute<{ id: string }[]>(
    `with expired as (
       delete from session where id in (
         select id from session where created_at <= ? order by created_at limit ? for update skip locked)
     ), begun as (
       insert into session (id, user_id, created_at, last_seen_at, user_agent) values (?, ?, ?, ?, nullif(?, ''))
     )
     delete from session where user_id = ? and id not in (
       select id from session where user_id = ? and created_at > ? order by last_seen_at desc, id desc limit ?)
     returning id`,
    [
      expiry,
      removedAtOnce,
      session.id,
      user.id,
      context.now,
      context.now,
      userAgent.slice(0, 300),
      user.id,
      user.id,
      expiry,
      most - 1,
    ],
  );
  if (ended.length) await publishEnd(tx, context, user, ended);
  return session;
}

/** The user's sessions that have not expired, the one used last first. */
export async function listSessions(em: Orm['em'], userId: string, currentId: string, expiry: Date) {
  const found = await em.find(
    Session,
    { userId, createdAt: { $gt: expiry } },
    { orderBy: { lastSeenAt: 'desc', id: 'desc' } },
  );
  return found.map(({ id, createdAt, lastSeenAt, userAgent }) => ({
    id,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    userAgent: userAgent ?? null,
    current: id === currentId,
  }));
}

/**
 * Ends a session. Its browser gets no more reminders, not even those of a session that has expired.
 * @returns whether it was a session of this user
 */
export async function endSession(
  tx: Transaction,
  context: ChangeContext,
  user: Pick<User, 'id' | 'sessionVersion'>,
  id: string,
): Promise<boolean> {
  const ended = await tx.nativeDelete(Session, { id, userId: user.id });
  await tx.nativeDelete(PushSubscription, { sessionId: id, ownerId: user.id });
  if (ended) await publishEnd(tx, context, user, [{ id }]);
  return ended > 0;
}

/** Ends all sessions of the user. No browser gets their reminders any more. */
export async function endSessions(tx: Transaction, context: ChangeContext, user: User): Promise<void> {
  user.sessionVersion += 1;
  await tx.execute('delete from session where user_id = ?', [user.id]);
  await tx.nativeDelete(PushSubscription, { ownerId: user.id });
  await publishEnd(tx, context, user);
}

/** The websocket service closes the open sockets of sessions below the user's version, or those of the named sessions. */
export async function publishEnd(
  tx: Transaction,
  context: ChangeContext,
  { id: ownerId, sessionVersion }: Pick<User, 'id' | 'sessionVersion'>,
  sessions: readonly { id?: string }[] = [{}],
): Promise<void> {
  if (!context.eventsEnabled) return;
  const events = sessions.map(({ id }) => {
    const data = { ownerId, sessionVersion, ...(id && { sessionId: id }) };
    const content = { type: 'session.ended.v1' as const, subject: ownerId, data };
    return { topic: 'task-updates' as const, partitionKey: ownerId, ownerId, content };
  });
  await append(tx, context.now, [], events);
}
