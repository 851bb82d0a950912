import { createPublicKey } from 'node:crypto';
import { freshSessionKeys } from './fresh-secrets.ts';
import { newSecrets } from './new-secrets.ts';
import type { SecretValues } from './secret.values.ts';

/**
 * Returns new values of all secrets that this system chooses itself. From now on sessions are signed with the key that the
 * rotation before announced, so pods that still have the old secrets accept them. Sessions signed with the last key stay valid. The
 * key of push stays, because browsers have subscribed with it.
 */
export function rotatedSecrets(values: SecretValues): SecretValues {
  const fresh = newSecrets();
  const { digestKey = fresh.digestKey, vapidPrivateKey = fresh.vapidPrivateKey } = values;
  const { jwtPrivateKey: last, jwtNextPrivateKey: current = last } = values;
  const next = freshSessionKeys().privateKey;
  return {
    ...values,
    ...fresh,
    digestKey,
    vapidPrivateKey,
    jwtPrivateKey: current,
    jwtNextPrivateKey: next,
    jwtPublicKey: [...new Set([last, current, next].map(publicKeyOf))].join(''),
  };
}

function publicKeyOf(privateKey: string): string {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
}
