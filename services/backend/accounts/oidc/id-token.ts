import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { locale } from '../../../../shared/locale.ts';
import { text } from '../../../../shared/text.ts';
import { timeZone } from '../../../../shared/time-zone.ts';
import { email } from '../account.input.ts';

/** A person at an external issuer. */
export interface ExternalIdentity {
  issuer: string;
  subject: string;
  /** Null unless the issuer has verified it. */
  email: string | null;
  timeZone: string | undefined;
  locale: string | undefined;
}

export interface IdTokenRules {
  issuer: string;
  clientId: string;
  keys: JWTVerifyGetKey;
  clockToleranceSeconds: number;
}

/** The algorithms that sign with a private key. A token with a shared secret or `none` could be forged. */
const algorithms = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ');

/**
 * Verifies a token as in OpenID Connect Core, section 3.1.3.7, except for the nonce.
 * @throws errors.JOSEError where the token is not from this issuer for this client, and what `keys` throws
 */
export async function verifyIdToken(token: string, rules: IdTokenRules, now: Date): Promise<JWTPayload> {
  const { issuer, clientId, keys, clockToleranceSeconds: clockTolerance } = rules;
  const { payload } = await jwtVerify(token, keys, {
    algorithms,
    issuer,
    audience: clientId,
    clockTolerance,
    currentDate: now,
    requiredClaims: ['sub', 'exp', 'iat'],
  });
  const isShared = Array.isArray(payload.aud) && payload.aud.length > 1;
  if (payload['azp'] === undefined ? isShared : payload['azp'] !== clientId) {
    throw new errors.JWTClaimValidationFailed('unexpected "azp" claim value', payload, 'azp', 'check_failed');
  }
  if (!claims.shape.sub.safeParse(payload.sub).success) {
    throw new errors.JWTClaimValidationFailed('unusable "sub" claim value', payload, 'sub', 'check_failed');
  }
  return payload;
}

/** Optional claims that are invalid count as absent. */
const claims = z.object({
  iss: z.string(),
  sub: text().min(1).max(255),
  email: email.optional().catch(undefined),
  email_verified: z.literal(true).optional().catch(undefined),
  zoneinfo: timeZone.optional().catch(undefined),
  // OpenID Connect Core, section 5.1: some issuers write `en_US`.
  locale: z
    .string()
    .transform((tag) => tag.replaceAll('_', '-'))
    .pipe(locale)
    .optional()
    .catch(undefined),
});

export function identityOf(payload: JWTPayload): ExternalIdentity {
  const { iss, sub, email: address, email_verified: isVerified, zoneinfo, locale } = claims.parse(payload);
  return { issuer: iss, subject: sub, email: (isVerified && address) || null, timeZone: zoneinfo, locale };
}
