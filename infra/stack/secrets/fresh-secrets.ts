import { generateKeyPairSync, randomBytes } from 'node:crypto';

/** 192 bits, in letters that need no escaping in an address, in SQL or in a file of variables. */
export function freshToken(): string {
  return randomBytes(24).toString('base64url');
}

/** To sign and to check sessions with: Ed25519 as PEM, PKCS #8 and SPKI. */
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
