import type { Context } from 'koa';

interface Cookie {
  name: string;
  value: string;
  path: string;
  /** Seconds; 0 takes the cookie away. */
  maxAge: number;
  isSecure: boolean;
}

/** Lax: a link from another site takes it along, which is how a browser comes back from an issuer; another site's requests do not. */
export function setCookie(ctx: Context, { name, value, path, maxAge, isSecure }: Cookie): void {
  const secure = isSecure ? '; Secure' : '';
  ctx.append('Set-Cookie', `${name}=${value}; Path=${path}; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`);
}
