import { z } from 'zod';
import { ValidationFailed } from './problem.ts';

const limit = z.coerce
  .number('Must be a number.')
  .int('Must be a whole number.')
  .min(1, 'Must be at least 1.')
  .max(100, 'Must be at most 100.')
  .default(20);

/** The query parameters of keyset paging, shared by every list. */
export const page = { limit, cursor: z.string().max(2000).optional() };

/** An opaque place in a list: the sort key of the last item seen. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** @throws ValidationFailed naming `query.cursor` for whatever `encodeCursor` did not make for this very list. */
export function decodeCursor<Schema extends z.ZodType>(cursor: string, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(parse(cursor));
  if (result.success) return result.data;
  throw new ValidationFailed([
    { path: 'query.cursor', message: 'Is not a cursor of this list; start again without one.' },
  ]);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
