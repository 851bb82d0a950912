import { LockMode, UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { ApiToken, User } from '../../../shared/entities/index.ts';
import { Conflict, Forbidden, Problem, Unauthenticated } from '../../../shared/http/problem.ts';
import { AccountDeleted, type Transaction } from '../platform/unit-of-work.ts';
import type { ChangeContext } from '../tasks/write/task.changes.ts';
import type { accountChanges, login, registration } from './account.input.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { endSessions, publishEnd } from './sign-in/session.service.ts';

export class EmailTaken extends Conflict {
  constructor() {
    super('There is an account with this e-mail address. Sign in instead.');
  }
}

export class WrongPassword extends Forbidden {
  constructor() {
    super('The password is wrong.');
  }
}

/** The account belongs to an external issuer, which has the password. */
export class NoPassword extends Problem {
  readonly status = 409;
  readonly code = 'no_password';

  constructor() {
    super('This account has no password here, because you sign in with an external issuer.');
  }
}

/** Deleting an account without a password needs a recent sign-in. */
export class SignInAgain extends Problem {
  readonly status = 403;
  readonly code = 'sign_in_again';

  constructor() {
    super(`Sign in again first: this needs a sign-in within the last ${recentMinutes} minutes.`);
  }
}

const recentMinutes = 10;

/** @param passwordHash the hash of the password, derived before the transaction because it is slow */
export async function register(
  tx: Transaction,
  input: Omit<z.output<typeof registration>, 'password'>,
  passwordHash: string,
  now: Date,
): Promise<User> {
  const user = tx.create(User, {
    id: uuidv7({ msecs: now.getTime() }),
    email: input.email,
    passwordHash,
    timeZone: input.timeZone,
    locale: input.locale,
    sessionVersion: 1,
    createdAt: now,
  });
  try {
    await tx.persist(user).flush();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw new EmailTaken();
    throw error;
  }
  return user;
}

/** @throws Unauthenticated, with the same message after the same time, for an unknown account and for a wrong password */
export async function logIn(tx: Transaction, input: z.output<typeof login>): Promise<User> {
  const user = await tx.findOne(User, { email: input.email });
  if (!(await isPassword(tx, user, input.password)) || !user) {
    throw new Unauthenticated('The e-mail address or the password is wrong.');
  }
  if (input.timeZone) user.timeZone = input.timeZone;
  if (input.locale) user.locale = input.locale;
  return user;
}

/** Signs the user out everywhere, and revokes all API tokens. */
export async function logOutEverywhere(tx: Transaction, context: ChangeContext, userId: string): Promise<void> {
  await endSessions(tx, context, await lockUser(tx, userId));
  await tx.nativeDelete(ApiToken, { userId });
}

/** Changes the account. A new password ends all sessions. */
export async function changeAccount(
  tx: Transaction,
  context: ChangeContext,
  userId: string,
  changes: z.output<typeof accountChanges>,
): Promise<User> {
  const user = await lockUser(tx, userId);
  if (changes.password !== undefined) {
    await requirePassword(tx, user, changes.currentPassword ?? '');
    user.passwordHash = await hashPassword(changes.password);
    await endSessions(tx, context, user);
  }
  if (changes.timeZone !== undefined) user.timeZone = changes.timeZone;
  if (changes.locale !== undefined) user.locale = changes.locale;
  return user;
}

/** The lock serialises changes of one account, so that none is lost. */
export async function lockUser(tx: Transaction, userId: string): Promise<User> {
  const user = await tx.findOne(User, userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!user) throw new AccountDeleted();
  return user;
}

async function requirePassword(tx: Transaction, user: User, password: string): Promise<void> {
  if (user.passwordHash == null) throw new NoPassword();
  if (!(await isPassword(tx, user, password))) throw new WrongPassword();
}

/** Replaces an outdated hash while the password is at hand, unless someone has just chosen another password. */
async function isPassword(tx: Transaction, user: User | null, password: string): Promise<boolean> {
  const verdict = await verifyPassword(password, user?.passwordHash);
  if (user && verdict === 'outdated') {
    const { id, passwordHash } = user;
    await tx.nativeUpdate(User, { id, passwordHash }, { passwordHash: await hashPassword(password) });
  }
  return verdict !== 'wrong';
}

/** Confirms the deletion of an account that has a password. */
export async function requireOwnPassword(tx: Transaction, userId: string, password: string): Promise<void> {
  await requirePassword(tx, await lockUser(tx, userId), password);
}

/** Confirms the deletion of an account without a password. */
export function requireRecentSignIn(signedInAt: Date, now: Date): void {
  if (now.getTime() - signedInAt.getTime() > recentMinutes * 60_000) throw new SignInAgain();
}

/** Higher than every session version, so that all sockets are closed. */
const maxSessionVersion = 2 ** 31 - 1;

/**
 * Deletes every row of the user. Only the event that closes their sockets remains, until it is published. The database
 * function runs with the rights of the schema's owner, because activity is append-only for everyone else.
 */
export async function eraseAccount(tx: Transaction, context: ChangeContext, userId: string): Promise<void> {
  await tx.execute('select erase_account(?)', [userId]);
  await publishEnd(tx, context, { id: userId, sessionVersion: maxSessionVersion });
}
