import type { JsonSchema } from './json-schema.ts';
import type { ResponseHeader } from './operation.ts';

export interface DescribedHeader {
  description: string;
  required: boolean;
  schema: JsonSchema;
}

/** Comes with an answer that was given before, and only then. */
export const replayed = 'Idempotency-Replayed' as const;

type HeaderName = ResponseHeader | ProblemHeader | typeof replayed;
export type ProblemHeader = 'Retry-After' | 'WWW-Authenticate' | 'Allow';

const headers: Record<HeaderName, Omit<DescribedHeader, 'required'>> = {
  ETag: {
    description: 'The version that is answered, for `If-Match`.',
    schema: { type: 'string', pattern: '^"\\d+"$' },
  },
  Location: {
    description: 'Where it is to be found from now on.',
    schema: { type: 'string', format: 'uri-reference' },
  },
  'Set-Cookie': { description: 'The session, or its end.', schema: { type: 'string', pattern: '^session=' } },
  'Content-Disposition': { description: 'A name for the file.', schema: { type: 'string' } },
  'Content-Security-Policy': { description: 'The page loads nothing.', schema: { type: 'string' } },
  [replayed]: {
    description: '`true` where the answer was given before, to the same `Idempotency-Key`.',
    schema: { type: 'string', const: 'true' },
  },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
  'WWW-Authenticate': { description: 'How to sign in.', schema: { type: 'string' } },
  Allow: { description: 'The methods of this address.', schema: { type: 'string' } },
};

export function headersOf(names: readonly HeaderName[]): { headers?: Record<string, DescribedHeader> } {
  const entries = [...new Set(names)].map((name) => [name, { required: name !== replayed, ...headers[name] }]);
  return entries.length ? { headers: Object.fromEntries(entries) } : {};
}
