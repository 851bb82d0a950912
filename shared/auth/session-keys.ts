import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** The setting that holds the key that signs sessions. */
export const sessionPrivateKey = z.string().refine((pem) => isEd25519(() => createPrivateKey(pem)), {
  error: 'Must be an Ed25519 private key as PEM (PKCS #8).',
  abort: true,
});

/** The setting that holds the keys that verify sessions. There are several while a new private key replaces an old one. */
export const sessionPublicKey = z.string().refine(
  // Node would also derive it from a private key, which a service that only verifies must not have.
  (pems) => !pems.includes('PRIVATE') && publicKeys(pems).every((pem) => isEd25519(() => createPublicKey(pem))),
  { error: 'Must be an Ed25519 public key as PEM (SPKI).', abort: true },
);

/** Returns the public keys in a text with one or more keys as PEM. */
export function publicKeys(pems: string): string[] {
  return pems.trim().split(/(?<=-----END PUBLIC KEY-----)\s*(?=\S)/);
}

/** Tells whether one of the public keys belongs to the private key. */
export function isPair(privateKey: string, pems: string): boolean {
  return publicKeys(pems).some((pem) => createPublicKey(privateKey).equals(createPublicKey(pem)));
}

function isEd25519(read: () => KeyObject): boolean {
  try {
    return read().asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}
