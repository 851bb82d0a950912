import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { User } from '../../../../shared/entities/index.ts';
import { defaultLocale } from '../../../../shared/language/reader.ts';
import type { Transaction, UnitOfWork } from '../../platform/unit-of-work.ts';
import type { ExternalIdentity } from './id-token.ts';

export interface ExternalAccount {
  user: User;
  isNew: boolean;
}

/** An attempt may lose one race for the identity and one for the e-mail address. */
const maxAttempts = 3;

/** Finds the account of an identity, or creates it. Two simultaneous first sign-ins create only one. */
export async function externalAccount(
  unitOfWork: UnitOfWork,
  identity: ExternalIdentity,
  now: Date,
): Promise<ExternalAccount> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await unitOfWork.transactional((tx) => findOrCreate(tx, identity, now));
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException) || attempt === maxAttempts) throw error;
    }
  }
}

async function findOrCreate(tx: Transaction, identity: ExternalIdentity, now: Date): Promise<ExternalAccount> {
  const { issuer, subject, email, timeZone, locale } = identity;
  const known = await tx.findOne(User, { issuer, subject });
  if (known) return { user: known, isNew: false };
  // An account with the same e-mail address belongs to somebody else.
  const isTaken = email !== null && (await tx.findOne(User, { email })) !== null;
  const user = tx.create(User, {
    id: uuidv7({ msecs: now.getTime() }),
    email: isTaken ? null : email,
    issuer,
    subject,
    timeZone: timeZone ?? 'UTC',
    locale: locale ?? defaultLocale,
    sessionVersion: 1,
    createdAt: now,
  });
  await tx.persist(user).flush();
  return { user, isNew: true };
}
