/**
 * Resolves the path of a request's target as the services would read it, before it is routed: `..` (also escaped), escaped,
 * doubled and backward slashes, and the absolute form of RFC 9112 (section 3.2.2).
 * @returns undefined if the target is not a path
 */
export function resolvedTarget(target: string): string | undefined {
  const local = target.replace(/^https?:\/\/[^/?]*/i, '') || '/';
  const [, path = '', query = ''] = /^([^?]*)(.*)$/s.exec(local) as RegExpExecArray;
  const plain = path.replace(/\\|%2f|%5c/gi, '/').replace(/%2e/gi, '.') || '/';
  if (!plain.startsWith('/') || local.includes('#')) return undefined;
  const segments: string[] = [];
  for (const segment of plain.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment && segment !== '.') segments.push(segment);
  }
  const isFolder = segments.length > 0 && /\/\.{0,2}$/.test(plain);
  return `/${segments.join('/')}${isFolder ? '/' : ''}${query}`;
}
