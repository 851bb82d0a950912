import { z } from 'zod';

/** RFC 9457, section 3.1; `code` is stable. */
export const problem = z
  .strictObject({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int().min(400).max(599),
    code: z
      .string()
      .regex(/^[a-z][a-z_]*$/)
      .meta({ description: 'A stable code for programs.' }),
    detail: z.string().meta({ description: 'A text for people, which may change.' }),
    errors: z
      .array(
        z.strictObject({
          path: z
            .string()
            .meta({ description: 'The part of the request: `title`, `due.date`, `tags.3`, `query.limit`.' }),
          message: z.string(),
        }),
      )
      .optional()
      .meta({ description: 'The invalid fields, for `validation_failed`.' }),
  })
  .meta({ id: 'Problem' });
