import { z } from 'zod';
import { ValidationFailed } from './problem.ts';

const limit = z
  .string('Must be given once.')
  .regex(/^([1-9]\d?|100)$/, 'Must be a whole number from 1 to 100.')
  .transform(Number)
  .default(20)
  // What a client is told: in a URL there is no difference between a number and its digits.
  .meta({
    ...{ type: 'integer', minimum: 1, maximum: 100, pattern: undefined },
    description: 'How many items at most; 20 where it is not given.',
  });

const notOurs = 'Is not a cursor of this list; start again without one.';
const cursor = z.string('Must be given once.').regex(/^[\w-]{1,2000}$/, notOurs);

/** The query parameters of keyset paging, shared by every list. */
export const page = {
  limit,
  cursor: cursor.optional().meta({ description: 'The `nextCursor` of the page before.' }),
};

/** An opaque place in a list: the sort key of the last item seen. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** @throws ValidationFailed naming `query.cursor` for whatever `encodeCursor` did not make for this very list. */
export function decodeCursor<Schema extends z.ZodType>(cursor: string, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(parse(cursor));
  if (result.success) return result.data;
  throw new ValidationFailed([{ path: 'query.cursor', message: notOurs }]);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
