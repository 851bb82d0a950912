import { z } from 'zod';

/** A string that PostgreSQL and JSON can hold: no NUL, no lone surrogates. */
export function text(): z.ZodString {
  return z
    .string()
    .refine((value) => value.isWellFormed(), 'Must not contain half of a surrogate pair.')
    .refine((value) => !value.includes('\0'), 'Must not contain the NUL character.');
}
