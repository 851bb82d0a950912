import { argon2Sync, randomBytes } from 'node:crypto';
import { register } from '../../../services/backend/accounts/account.service.ts';
import { beginSession } from '../../../services/backend/accounts/sign-in/session.service.ts';
import { createUnitOfWork } from '../../../services/backend/platform/unit-of-work.ts';
import { sessionSigner } from '../../../shared/auth/session-token.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import { type Client, clientOf, password } from '../api-client.ts';

interface Where {
  url: string;
  orm: Orm;
  privateKey: string;
  clock: Clock;
  sessionSeconds: number;
}

/**
 * Returns a function that signs a new person up in the database of a backend, as registration does. Only the hash of their
 * password takes less work, which would otherwise be most of the work of many tests.
 */
export function signUp({ url, orm, privateKey, clock, sessionSeconds }: Where) {
  const { transactional } = createUnitOfWork(orm);
  return async (timeZone = 'UTC', locale = 'en-GB'): Promise<Client> => {
    const email = `${randomBytes(8).toString('hex')}@example.com`;
    const now = clock();
    const context = { actor: 'user', now, eventsEnabled: true } as const;
    const rules = { expiry: new Date(now.getTime() - sessionSeconds * 1000), most: 100 };
    const { user, session } = await transactional(async (tx) => {
      const user = await register(tx, { email, timeZone, locale }, passwordHash, now);
      return { user, session: await beginSession(tx, context, user, 'node', rules) };
    });
    const sign = await sessionSigner(privateKey);
    const ends = new Date(now.getTime() + sessionSeconds * 1000);
    const token = await sign({ id: session.id, userId: user.id, sessionVersion: user.sessionVersion }, now, ends);
    return clientOf(url, { token, user, email });
  };
}

/** The hash names its parameters, so the backend verifies it with as little work. */
const passwordHash = hashedWith({ memory: 8, passes: 1, parallelism: 1 });

function hashedWith(cost: { memory: number; passes: number; parallelism: number }): string {
  const nonce = randomBytes(16);
  const hash = argon2Sync('argon2id', { ...cost, tagLength: 32, message: password, nonce });
  const [salt, digest] = [nonce, hash].map((bytes) => bytes.toString('base64').replace(/=+$/, ''));
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${salt}$${digest}`;
}
