import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** The setting that holds the key that signs sessions. */
export const sessionPrivateKey = z.string().refine((pem) => isEd25519(() => createPrivateKey(pem)), {
  error: 'Must be an Ed25519 private key as PEM (PKCS #8).',
  abort: true,
});

/** The setting that holds the key that verifies sessions. */
export const sessionPublicKey = z.string().refine(
  // Node would also derive it from a private key, which a service that only verifies must not have.
  (pem) => !pem.includes('PRIVATE') && isEd25519(() => createPublicKey(pem)),
  { error: 'Must be an Ed25519 public key as PEM (SPKI).', abort: true },
);

export function isPair(privateKey: string, publicKey: string): boolean {
  return createPublicKey(privateKey).equals(createPublicKey(publicKey));
}

function isEd25519(read: () => KeyObject): boolean {
  try {
    return read().asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}
