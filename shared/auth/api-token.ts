import { createHash, randomBytes } from 'node:crypto';

/** What an API token may do: read only, everything but the account itself, or read the calendar feed only. */
export const tokenScopes = ['read', 'write', 'feed'] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** Scanners for leaked secrets find a token by `todo_[0-9a-f]{64}`. */
const prefix = 'todo_';

/** Tells an API token from the token of a session. */
export function isApiToken(token: string): boolean {
  return token.startsWith(prefix);
}

/** Makes a token. It is shown once, and only its hash is stored. */
export function newApiToken(): string {
  return `${prefix}${randomBytes(32).toString('hex')}`;
}

/** Hides API tokens in a text that is logged, such as the address of a calendar feed. */
export function withoutApiTokens(text: string): string {
  return text.replace(/todo_[0-9a-f]{64}/gi, `${prefix}…`);
}

/** A fast hash is enough, because nobody can guess 256 random bits. */
export function apiTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
