import { generateKeyPairSync, randomBytes } from 'node:crypto';

/** Returns 192 random bits as text that needs no escaping in URLs, SQL or env files. */
export function freshToken(): string {
  return randomBytes(24).toString('base64url');
}

/** The Ed25519 keys that sign and verify sessions, as PEM in PKCS #8 and SPKI. */
export interface KeyPair {
  privateKey: string;
  publicKey: string;
}

export function freshSessionKeys(): KeyPair {
  return generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}
