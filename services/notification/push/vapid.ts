import { createECDH } from 'node:crypto';
import { z } from 'zod';

/** The key by which push services know this system (RFC 8292): a private key of P-256, as 32 bytes in base64url. */
export const vapidPrivateKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'Must be a private key of P-256 in base64url.')
  .refine((key) => publicKeyOf(key) !== undefined, 'Must be a private key of P-256 in base64url.');

export interface VapidKeys {
  privateKey: string;
  publicKey: string;
}

export function vapidKeys(privateKey: string): VapidKeys {
  return { privateKey, publicKey: publicKeyOf(privateKey) ?? '' };
}

function publicKeyOf(privateKey: string): string | undefined {
  const ecdh = createECDH('prime256v1');
  try {
    ecdh.setPrivateKey(privateKey, 'base64url');
  } catch {
    return undefined;
  }
  return ecdh.getPublicKey('base64url');
}
