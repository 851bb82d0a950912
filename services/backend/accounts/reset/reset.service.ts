import { createHash, randomBytes } from 'node:crypto';
import type { Orm } from '../../../../shared/database/orm.ts';
import type { User } from '../../../../shared/entities/index.ts';
import { ValidationFailed } from '../../../../shared/http/problem.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import type { ChangeContext } from '../../tasks/write/task.changes.ts';
import { lockUser, logOutEverywhere } from '../account.service.ts';

/** The link is unknown, was used, is too old, or was replaced by a later one. */
export class ResetRefused extends ValidationFailed {
  constructor() {
    super([{ path: 'token', message: 'Is unknown, used or too old. Ask for another message.' }]);
  }
}

/**
 * Stores a new secret for the account with this address, instead of an earlier one.
 * @param waitSeconds an account gets no more than one message in this time
 * @returns undefined if nobody gets a message: there is no such account, it has no password here, or it has just got one
 */
export async function requestReset(
  em: Orm['em'],
  email: string,
  now: Date,
  waitSeconds: number,
): Promise<{ userId: string; secret: string } | undefined> {
  const secret = randomBytes(32).toString('base64url');
  const [row] = await em.execute<{ userId: string }[]>(
    `insert into password_reset (user_id, hash, created_at)
     select id, ?, ? from "user" where email = ? and password_hash is not null
     on conflict (user_id) do update set hash = excluded.hash, created_at = excluded.created_at
      where password_reset.created_at <= ?
     returning user_id as "userId"`,
    [hashOf(secret), now, email, before(now, waitSeconds)],
  );
  return row && { userId: row.userId, secret };
}

/** @returns the e-mail address of the account that this secret is for. @throws ResetRefused */
export async function accountOfReset(em: Orm['em'], secret: string, now: Date, seconds: number): Promise<string> {
  const [row] = await em.execute<{ email: string }[]>(
    'select email from password_reset join "user" on user_id = id where hash = ? and password_reset.created_at > ?',
    [hashOf(secret), before(now, seconds)],
  );
  if (!row) throw new ResetRefused();
  return row.email;
}

/**
 * Sets the password of the account that this secret is for, ends its sessions and revokes its API tokens: whoever had access
 * without the owner has it no longer. The secret can be used once.
 * @throws ResetRefused
 */
export async function resetPassword(
  tx: Transaction,
  context: ChangeContext,
  secret: string,
  passwordHash: string,
  seconds: number,
): Promise<User> {
  const [used] = await tx.execute<{ userId: string }[]>(
    'delete from password_reset where hash = ? and created_at > ? returning user_id as "userId"',
    [hashOf(secret), before(context.now, seconds)],
  );
  if (!used) throw new ResetRefused();
  const user = await lockUser(tx, used.userId);
  user.passwordHash = passwordHash;
  await logOutEverywhere(tx, context, user.id);
  return user;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function before(now: Date, seconds: number): Date {
  return new Date(now.getTime() - seconds * 1000);
}
