import { z } from 'zod';

/** The setting that identifies an OpenID provider and locates its discovery document. */
export const issuerUrl = z.string().refine(isIssuer, {
  error: 'Must be an https URL without query, such as https://login.example.com (http for localhost only).',
  abort: true,
});

const thisMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

function isIssuer(text: string): boolean {
  const url = URL.parse(text);
  if (!url || url.search || url.hash || url.username || url.password) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && thisMachine.has(url.hostname));
}
