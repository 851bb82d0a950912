import { MalformedRequest } from './problem.ts';

/** The strong ETags of an `If-Match` header, or `*` for any version there is. */
export type IfMatch = readonly string[] | '*';

/** Returns the strong entity tag (RFC 9110, section 8.8.3) of a version number. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

const tag = String.raw`(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"`;
/** A list may have empty elements (RFC 9110, section 5.6.1.2). */
const tagList = new RegExp(String.raw`^(?:[ \t]*(?:${tag}[ \t]*)?(?:,|$))*$`);

/** Returns the condition of an `If-Match` header, undefined if there is none. Weak tags are left out, because they never match. */
export function ifMatchOf(header: string | undefined): IfMatch | undefined {
  if (header === undefined || header === '*') return header;
  if (!tagList.test(header)) throw new MalformedRequest('If-Match must be a list of ETags, such as "3", or *.');
  const tags = header.match(new RegExp(tag, 'g')) ?? [];
  return tags.filter((tag) => !tag.startsWith('W/'));
}

/** Tells whether the current version is one that the condition allows (RFC 9110, section 13.1.1). */
export function isMet(condition: IfMatch | undefined, version: number): boolean {
  return condition === undefined || condition === '*' || condition.includes(etagOf(version));
}
