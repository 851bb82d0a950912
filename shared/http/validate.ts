import type { z } from 'zod';
import { mostErrors, ValidationFailed } from './problem.ts';

/** Parses outside input, or throws a problem that names each invalid field. */
export function validate<Schema extends z.ZodType>(schema: Schema, input: unknown, prefix = ''): z.output<Schema> {
  const result = schema.safeParse(input, {
    error: (issue) => (issue.input === undefined ? 'Is required.' : undefined),
  });
  if (result.success) return result.data;
  throw new ValidationFailed(
    result.error.issues.slice(0, mostErrors).flatMap((issue) => {
      const at = [...(prefix ? [prefix] : []), ...issue.path];
      if (issue.code === 'unrecognized_keys') {
        return issue.keys
          .slice(0, mostErrors)
          .map((key) => ({ path: [...at, key].join('.'), message: 'Is not a known field.' }));
      }
      return { path: at.join('.') || 'body', message: issue.message };
    }),
  );
}
