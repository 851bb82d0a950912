import type { IncomingMessage } from 'node:http';

export const sessionCookie = 'session';

export interface Credentials {
  token: string;
  /** A browser sends a cookie with the requests of any page, so its use needs a matching Origin. */
  from: 'bearer' | 'cookie';
}

/** Returns the token of a request from the Authorization header, otherwise from the session cookie. */
export function credentialsOf(request: Pick<IncomingMessage, 'headers'>): Credentials | undefined {
  const { authorization, cookie } = request.headers;
  const bearer = authorization?.match(/^Bearer ([\w.~+/-]+=*)$/i)?.[1];
  if (authorization !== undefined) return bearer ? { token: bearer, from: 'bearer' } : undefined;
  for (const pair of cookie?.split(';') ?? []) {
    const [name, value] = pair.split('=', 2);
    if (name?.trim() === sessionCookie && value) return { token: value.trim(), from: 'cookie' };
  }
  return undefined;
}
