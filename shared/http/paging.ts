import { z } from 'zod';

const limit = z
  .string('Must be given once.')
  .regex(/^([1-9]\d?|100)$/, 'Must be a whole number from 1 to 100.')
  .transform(Number)
  .default(20)
  // The document calls it a number, because a URL does not distinguish a number from its digits.
  .meta({
    type: 'integer',
    minimum: 1,
    maximum: 100,
    pattern: undefined,
    description: 'The largest number of items. Default: 20.',
  });

export const foreignCursor = 'Is not a cursor of this list; start again without one.';
const cursor = z.string('Must be given once.').regex(/^[\w-]{1,2000}$/, foreignCursor);

/** The query parameters of keyset paging, shared by every list. */
export const page = {
  limit,
  cursor: cursor.optional().meta({ description: 'The `nextCursor` of the previous page.' }),
};
