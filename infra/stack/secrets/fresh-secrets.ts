import { createECDH, generateKeyPairSync, randomBytes } from 'node:crypto';

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

/** Returns a private key of P-256 as 32 bytes in base64url, by which push services know the system. */
export function freshVapidKey(): string {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  // The bytes lack leading zeros.
  return Buffer.from(ecdh.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url');
}
