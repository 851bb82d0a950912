import type { IncomingMessage } from 'node:http';

/** The name of the session cookie on plain http. */
export const sessionCookie = 'session';
/**
 * The cookie's name if the page uses https. A browser accepts this prefix only with Secure, Path=/ and without Domain, so that no
 * other host of the domain can set the cookie (RFC 6265bis, section 4.1.3.2).
 */
export const secureSessionCookie = `__Host-${sessionCookie}`;

/** A browser sends a cookie with the requests of any page, so its use needs a matching Origin. */
export type Credentials =
  | { token: string; from: 'bearer' }
  | { token: string; from: 'cookie' /** The cookie is the one of https. */; isSecure: boolean };

/** Returns the token of a request from the Authorization header, otherwise from the session cookie. */
export function credentialsOf(request: Pick<IncomingMessage, 'headers'>): Credentials | undefined {
  const { authorization, cookie } = request.headers;
  const bearer = authorization?.match(/^Bearer ([\w.~+/-]+=*)$/i)?.[1];
  if (authorization !== undefined) return bearer ? { token: bearer, from: 'bearer' } : undefined;
  for (const name of [secureSessionCookie, sessionCookie]) {
    const token = cookieOf(cookie, name);
    if (token !== undefined) return { token, from: 'cookie', isSecure: name === secureSessionCookie };
  }
  return undefined;
}

function cookieOf(header: string | undefined, wanted: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [name, value] = pair.split('=', 2);
    if (name?.trim() === wanted && value) return value.trim();
  }
  return undefined;
}
