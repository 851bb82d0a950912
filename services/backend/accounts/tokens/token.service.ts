import { v7 as uuidv7 } from 'uuid';
import { apiTokenHash, newApiToken } from '../../../../shared/auth/api-token.ts';
import type { Orm } from '../../../../shared/database/orm.ts';
import { ApiToken, type User } from '../../../../shared/entities/index.ts';
import { ValidationFailed } from '../../../../shared/http/problem.ts';
import { QuotaExceeded } from '../../platform/quota.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import type { ChangeContext } from '../../tasks/write/task.changes.ts';
import { lockUser } from '../account.service.ts';
import { publishEnd } from '../sign-in/session.service.ts';
import type { NewToken, TokenResponse } from './token.schema.ts';

export const tooManyTokens = (most: number) =>
  new QuotaExceeded(`An account may have ${most} API tokens. Revoke one first.`);

export interface TokenLimit {
  /** The most tokens of one user. */
  most: number;
  onRefusal: () => void;
}

/** @returns the token with its secret, which is not stored */
export async function createToken(
  tx: Transaction,
  now: Date,
  userId: string,
  input: NewToken,
  { most, onRefusal }: TokenLimit,
): Promise<TokenResponse & { secret: string }> {
  const expiresAt = input.expiresAt === null ? null : new Date(input.expiresAt);
  if (expiresAt && expiresAt <= now) {
    throw new ValidationFailed([{ path: 'expiresAt', message: 'Must be in the future.' }]);
  }
  await lockUser(tx, userId);
  if ((await tx.count(ApiToken, { userId })) >= most) {
    onRefusal();
    throw tooManyTokens(most);
  }
  const secret = newApiToken();
  const token = tx.create(ApiToken, {
    id: uuidv7({ msecs: now.getTime() }),
    userId,
    name: input.name,
    scope: input.scope,
    hash: apiTokenHash(secret),
    createdAt: now,
    lastUsedAt: null,
    expiresAt,
  });
  await tx.persist(token).flush();
  return { ...presentToken(token), secret };
}

/** The user's tokens, the newest first, also those that have expired. */
export async function listTokens(em: Orm['em'], userId: string): Promise<TokenResponse[]> {
  const tokens = await em.fork().find(ApiToken, { userId }, { orderBy: { id: 'desc' } });
  return tokens.map(presentToken);
}

/**
 * Deletes the token, and closes its sockets.
 * @returns whether it was a token of this user
 */
export async function revokeToken(
  tx: Transaction,
  context: ChangeContext,
  user: Pick<User, 'id' | 'sessionVersion'>,
  id: string,
): Promise<boolean> {
  const revoked = await tx.nativeDelete(ApiToken, { id, userId: user.id });
  if (revoked) await publishEnd(tx, context, user, [{ id }]);
  return revoked > 0;
}

function presentToken({ id, name, scope, createdAt, lastUsedAt, expiresAt }: ApiToken): TokenResponse {
  return {
    id,
    name,
    scope,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
