import type { z } from 'zod';
import { foreignCursor } from './paging.ts';
import { ValidationFailed } from './problem.ts';

/** Encodes a position in a list, the sort key of the last item seen, as opaque text. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** @throws ValidationFailed naming `query.cursor` when `encodeCursor` did not make the cursor for this list */
export function decodeCursor<Schema extends z.ZodType>(cursor: string, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(parse(cursor));
  if (result.success) return result.data;
  throw new ValidationFailed([{ path: 'query.cursor', message: foreignCursor }]);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
