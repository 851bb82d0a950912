import type { Context } from 'koa';
import { secureSessionCookie, sessionCookie } from '../../../../shared/auth/credentials.ts';
import type { SignSession } from '../../../../shared/auth/session-token.ts';
import type { Clock } from '../../../../shared/clock.ts';
import type { User } from '../../../../shared/entities/index.ts';
import type { SessionResponse, UserResponse } from '../account.response.ts';

/** Starts and ends sessions. A session is a token that is also set as a cookie. */
export interface Sessions {
  /** @param isSecure whether the page uses https, where the request has no Origin header to tell it */
  start(ctx: Context, user: User, isSecure?: boolean): Promise<string>;
  respond(ctx: Context, user: User): Promise<SessionResponse>;
  end(ctx: Context): void;
}

export function sessionStarter(sign: SignSession, sessionSeconds: number, clock: Clock): Sessions {
  const sessions: Sessions = {
    async start(ctx, user, isSecure = cameByHttps(ctx)) {
      const token = await sign(user.id, user.sessionVersion, clock());
      setSession(ctx, token, sessionSeconds, isSecure);
      return token;
    },
    async respond(ctx, user) {
      const isExternal = user.passwordHash == null;
      return { user: presentUser({ ...user, isExternal }), token: await sessions.start(ctx, user) };
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

/** SameSite=Lax: the browser sends the cookie when it returns from an issuer by a link, but not with another site's requests. */
export function setCookie(ctx: Context, { name, value, path, maxAge, isSecure }: Cookie): void {
  const secure = isSecure ? '; Secure' : '';
  ctx.append('Set-Cookie', `${name}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`);
}
