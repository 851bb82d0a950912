import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares a received value with a secret in constant time, so that the time reveals neither. */
export function sameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
