import type { Context } from 'koa';
import { secureSessionCookie, sessionCookie } from '../../../../shared/auth/credentials.ts';
import type { Session, SignSession } from '../../../../shared/auth/session-token.ts';
import type { Clock } from '../../../../shared/clock.ts';
import type { User } from '../../../../shared/entities/index.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import type { SessionResponse, UserResponse } from '../account.response.ts';
import { beginSession, type NewSession } from './session.service.ts';

/**
 * Starts and ends sessions. A session has a token for programs, which lasts as long as the session may last, and a cookie for
 * pages, whose token expires when it has not been used for a while.
 */
export interface Sessions {
  /** Stores a session in the transaction that signs the user in. */
  begin(tx: Transaction, ctx: Context, user: User): Promise<SignedIn>;
  /**
   * Sets the cookie.
   * @param isSecure whether the page uses https, where the request has no Origin header to tell it
   * @returns the token for programs
   */
  start(ctx: Context, signedIn: SignedIn, isSecure?: boolean): Promise<string>;
  respond(ctx: Context, signedIn: SignedIn): Promise<SessionResponse>;
  /** Replaces the cookie of a session in use, if its token is a few minutes old. */
  renew(ctx: Context, session: Session & { createdAt: Date }, issuedAt: Date, isSecure: boolean): Promise<void>;
  end(ctx: Context): void;
  /** Sessions that began before this instant have expired. */
  expiry(): Date;
}

export interface SignedIn {
  user: User;
  session: NewSession;
}

export interface SessionSettings {
  /** The longest life of a session. */
  sessionSeconds: number;
  /** A page is signed out when its session has not been used for this long. */
  idleSeconds: number;
  /** The most sessions of one user. */
  most: number;
}

interface Dependencies {
  sign: SignSession;
  settings: SessionSettings;
  clock: Clock;
  eventsEnabled: boolean;
}

/** Cookies are replaced no more often than this. */
const renewalSeconds = 300;

export function sessionStarter({ sign, settings, clock, eventsEnabled }: Dependencies): Sessions {
  const { sessionSeconds, idleSeconds, most } = settings;
  const endOf = (createdAt: Date) => later(createdAt, sessionSeconds);
  const renewAfterMs = Math.min(renewalSeconds, idleSeconds / 4) * 1000;

  async function setToken(ctx: Context, session: Session, end: Date, isSecure: boolean): Promise<void> {
    const now = clock();
    const idleEnd = later(now, idleSeconds);
    const expiresAt = idleEnd < end ? idleEnd : end;
    const seconds = Math.floor((expiresAt.getTime() - now.getTime()) / 1000);
    setSession(ctx, await sign(session, now, expiresAt), seconds, isSecure);
  }

  const sessions: Sessions = {
    expiry: () => later(clock(), -sessionSeconds),
    async begin(tx, ctx, user) {
      const rules = { expiry: sessions.expiry(), most };
      const context = { actor: 'user' as const, now: clock(), eventsEnabled };
      return { user, session: await beginSession(tx, context, user, ctx.get('user-agent'), rules) };
    },
    async start(ctx, { user, session: { id, createdAt } }, isSecure = cameByHttps(ctx)) {
      const session = { id, userId: user.id, sessionVersion: user.sessionVersion };
      await setToken(ctx, session, endOf(createdAt), isSecure);
      return sign(session, createdAt, endOf(createdAt));
    },
    async respond(ctx, signedIn) {
      const isExternal = signedIn.user.passwordHash == null;
      return { user: presentUser({ ...signedIn.user, isExternal }), token: await sessions.start(ctx, signedIn) };
    },
    async renew(ctx, session, issuedAt, isSecure) {
      if (clock().getTime() - issuedAt.getTime() < renewAfterMs) return;
      await setToken(ctx, session, endOf(session.createdAt), isSecure);
    },
    end(ctx) {
      const isSecure = cameByHttps(ctx);
      setSession(ctx, '', 0, isSecure);
      // This ends a session that began before the cookie had its prefix.
      if (isSecure) setSession(ctx, '', 0, false);
    },
  };
  return sessions;
}

function later(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000);
}

function cameByHttps(ctx: Context): boolean {
  return ctx.get('origin').startsWith('https:') || ctx.secure;
}

function setSession(ctx: Context, value: string, maxAge: number, isSecure: boolean): void {
  setCookie(ctx, { name: isSecure ? secureSessionCookie : sessionCookie, path: '/', value, maxAge, isSecure });
}

interface PresentedUser {
  id: string;
  email?: string | null | undefined;
  timeZone: string;
  locale: string;
  isExternal: boolean;
}

export function presentUser({ id, email, timeZone, locale, isExternal }: PresentedUser): UserResponse {
  return { id, email: email ?? null, timeZone, locale, ...(isExternal ? { external: true } : {}) };
}

interface Cookie {
  name: string;
  value: string;
  path: string;
  /** In seconds; 0 deletes the cookie. */
  maxAge: number;
  isSecure: boolean;
}

/** Sets a cookie instead of one of this name that was set before. SameSite=Lax: the browser sends the cookie when it returns from an issuer by a link, but not with another site's requests. */
export function setCookie(ctx: Context, { name, value, path, maxAge, isSecure }: Cookie): void {
  const secure = isSecure ? '; Secure' : '';
  const earlier = [ctx.response.get('Set-Cookie')].flat().filter((cookie) => cookie && !cookie.startsWith(`${name}=`));
  ctx.set('Set-Cookie', [
    ...earlier,
    `${name}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`,
  ]);
}
