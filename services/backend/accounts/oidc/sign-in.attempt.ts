import { hkdfSync } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';

/** A sign-in under way, between the browser's leaving for the issuer and its coming back. */
const attempt = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  /** Where on the page to go then. */
  to: z.string(),
  /** The browser's, for an account that is new. */
  timeZone: z.string().optional(),
});

export type SignInAttempt = z.output<typeof attempt>;

/** How long somebody may take at the issuer. */
export const attemptSeconds = 600;

const management = 'dir';
const encryption = 'A256GCM';

export interface AttemptSealer {
  /** For a cookie: neither the browser nor anybody else can read or change it. */
  seal(attempt: SignInAttempt, now: Date): Promise<string>;
  /** Undefined for whatever is not ours, or too old. */
  open(sealed: string | undefined, now: Date): Promise<SignInAttempt | undefined>;
}

/** @param privateKey that signs sessions: all replicas have it, and nobody else does. */
export function attemptSealer(privateKey: string): AttemptSealer {
  const key = new Uint8Array(hkdfSync('sha256', privateKey, '', 'todo: sign-in by OpenID Connect', 32));
  return {
    seal(content, now) {
      const issuedAt = Math.floor(now.getTime() / 1000);
      return new EncryptJWT({ ...content })
        .setProtectedHeader({ alg: management, enc: encryption })
        .setExpirationTime(issuedAt + attemptSeconds)
        .encrypt(key);
    },
    async open(sealed, now) {
      try {
        const { payload } = await jwtDecrypt(sealed ?? '', key, {
          keyManagementAlgorithms: [management],
          contentEncryptionAlgorithms: [encryption],
          requiredClaims: ['exp'],
          currentDate: now,
        });
        return attempt.parse(payload);
      } catch {
        return undefined;
      }
    },
  };
}
