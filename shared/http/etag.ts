import { MalformedRequest } from './problem.ts';

/** A strong entity tag (RFC 9110, section 8.8.3) of a version number. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * What `If-Match` asks for: a version, `*` for any, undefined where it is not sent. Weak tags never match. An empty one is
 * refused: its sender meant to have an ETag.
 */
export function ifMatchOf(header: string | undefined): number | '*' | undefined {
  if (header === undefined) return undefined;
  if (header === '*') return '*';
  const version = header.match(/^"(\d{1,9})"$/)?.[1];
  if (version === undefined)
    throw new MalformedRequest('If-Match must be one ETag as it was answered, such as "3", or *.');
  return Number(version);
}
