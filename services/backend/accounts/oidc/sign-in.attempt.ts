import { hkdfSync } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';

/** The state of a sign-in while the browser is at the issuer. */
const attempt = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  /** The path of the page to which the browser returns. */
  to: z.string(),
  /** The time zone and the locale of the browser, for a new account. */
  timeZone: z.string().optional(),
  locale: z.string().optional(),
});

export type SignInAttempt = z.output<typeof attempt>;

/** A sign-in at the issuer may take this long. */
export const attemptSeconds = 600;

const management = 'dir';
const encryption = 'A256GCM';

export interface AttemptSealer {
  /** Encrypts an attempt for a cookie, which neither the browser nor anybody else can read or change. */
  seal(attempt: SignInAttempt, now: Date): Promise<string>;
  /** @returns undefined for a value that is not ours, or has expired */
  open(sealed: string | undefined, now: Date): Promise<SignInAttempt | undefined>;
}

/** @param privateKey the key that signs sessions, which all replicas and nobody else have */
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
