import type { JsonSchema } from './json-schema.ts';
import type { ResponseHeader } from './route.ts';

export interface DescribedHeader {
  description: string;
  required: boolean;
  schema: JsonSchema;
}

/** The header is sent only with a response that repeats an earlier one. */
export const replayed = 'Idempotency-Replayed' as const;

type HeaderName = ResponseHeader | ProblemHeader | typeof replayed;
export type ProblemHeader = 'Retry-After' | 'WWW-Authenticate' | 'Allow';

const headers: Record<HeaderName, Omit<DescribedHeader, 'required'>> = {
  ETag: {
    description: 'The version of the response, for `If-Match`, or for `If-None-Match` where the response may be 304.',
    schema: { type: 'string', pattern: '^"\\d+"$' },
  },
  Location: {
    description: 'The address to go to, or of the created resource.',
    schema: { type: 'string', format: 'uri-reference' },
  },
  'Set-Cookie': {
    description: 'Starts or ends the session.',
    schema: { type: 'string', pattern: '^(__Host-)?session=' },
  },
  'Content-Disposition': { description: 'The name of the file.', schema: { type: 'string' } },
  'Content-Security-Policy': { description: 'Forbids scripts and all requests.', schema: { type: 'string' } },
  [replayed]: {
    description: '`true` if this response was sent before for the same `Idempotency-Key`.',
    schema: { type: 'string', const: 'true' },
  },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
  'WWW-Authenticate': { description: 'How to authenticate.', schema: { type: 'string' } },
  Allow: { description: 'The methods of this address.', schema: { type: 'string' } },
};

export function headersOf(names: readonly HeaderName[]): { headers?: Record<string, DescribedHeader> } {
  const entries = [...new Set(names)].map((name) => [name, { required: name !== replayed, ...headers[name] }]);
  return entries.length ? { headers: Object.fromEntries(entries) } : {};
}
