import { importPKCS8, importSPKI, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { publicKeys } from './session-keys.ts';

/** A token that names any other algorithm, `none` included, is refused before its signature is checked. */
const algorithm = 'EdDSA';
const issuer = 'todo';
const audience = 'todo';
const claims = z.object({ sub: z.uuid(), sid: z.uuid(), sv: z.int(), iat: z.number(), exp: z.number() });

/** A session that the backend has stored. */
export interface Session {
  id: string;
  userId: string;
  /** The session is valid while it is stored and this equals the user's version, which signing out everywhere raises. */
  sessionVersion: number;
}

/** A token of a session. A session has several, which expire at different times. */
export interface SessionToken extends Session {
  issuedAt: Date;
  expiresAt: Date;
}

export type SignSession = (session: Session, issuedAt: Date, expiresAt: Date) => Promise<string>;
/** Resolves with undefined when the token is not a valid, unexpired token of ours. */
export type VerifySession = (token: string, now: Date) => Promise<SessionToken | undefined>;

/** @param privateKey PKCS #8 PEM of an Ed25519 key. Only the backend has it. */
export async function sessionSigner(privateKey: string): Promise<SignSession> {
  const key = await importPKCS8(privateKey, algorithm);
  const seconds = (instant: Date) => Math.floor(instant.getTime() / 1000);
  return ({ id, userId, sessionVersion }, issuedAt, expiresAt) =>
    new SignJWT({ sid: id, sv: sessionVersion })
      .setProtectedHeader({ alg: algorithm })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(userId)
      .setIssuedAt(seconds(issuedAt))
      .setExpirationTime(seconds(expiresAt))
      .sign(key);
}

/** Verified tokens are remembered, because checking the signature is the most expensive part of a small request. */
const maxRemembered = 10_000;

/** @param pems one or more public keys as SPKI PEM. A token signed with any of their private keys is accepted. */
export async function sessionVerifier(pems: string): Promise<VerifySession> {
  const keys = await Promise.all(publicKeys(pems).map((pem) => importSPKI(pem, algorithm)));
  const remembered = new Map<string, SessionToken>();
  return async (token, now) => {
    const known = remembered.get(token);
    if (known) return known.expiresAt > now ? known : undefined;
    try {
      const checks = { algorithms: [algorithm], issuer, audience, currentDate: now };
      const { payload } = await Promise.any(keys.map((key) => jwtVerify(token, key, checks)));
      const { sub, sid, sv, iat, exp } = claims.parse(payload);
      const [issuedAt, expiresAt] = [new Date(iat * 1000), new Date(exp * 1000)];
      const session = { id: sid, userId: sub, sessionVersion: sv, issuedAt, expiresAt };
      if (remembered.size >= maxRemembered) remembered.delete(remembered.keys().next().value!);
      remembered.set(token, session);
      return session;
    } catch {
      return undefined;
    }
  };
}
