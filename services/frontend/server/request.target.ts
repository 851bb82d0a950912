/**
 * Resolves the path of a request's target, so that it is routed as the services would read it: `..`, also when it is escaped,
 * slashes that are escaped, doubled or written backwards, and the absolute form of RFC 9112 (section 3.2.2).
 * @returns undefined for what is no path
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
