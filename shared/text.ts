import { z } from 'zod';
import { withoutOpenDirections } from './direction.ts';
import { normalTag } from './tag.ts';

/** A string that PostgreSQL and JSON can hold: no NUL, no lone surrogates. */
export function text(): z.ZodString {
  return z
    .string()
    .refine((value) => value.isWellFormed(), 'Must not contain half of a surrogate pair.')
    .refine((value) => !value.includes('\0'), 'Must not contain the NUL character.');
}

/** Text in one line, such as a title. Line breaks and tabs become spaces, and at least one character is visible. */
export function line(longest: number): z.ZodString {
  return visible(text().overwrite((value) => withoutOpenDirections(value.replace(lineBreak, ' ')).trim())).max(
    longest,
    `Must have at most ${longest} characters.`,
  );
}

const lineBreak = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g;

/** A tag in the form in which it is stored and compared. */
export function tag(): z.ZodString {
  return visible(text().overwrite(normalTag)).max(50, 'Must have at most 50 characters.');
}

function visible(schema: z.ZodString): z.ZodString {
  return schema
    .regex(/\S/, { error: 'Must not be blank.', abort: true })
    .refine(isVisible, { error: 'Must not be blank.', abort: true })
    .refine((value) => !/\p{Cc}/u.test(value), 'Must not contain control characters.');
}

/** Tells whether a text has a visible character. A zero-width space, a word joiner or a direction mark alone is not visible. */
function isVisible(value: string): boolean {
  return /[^\s\u2800\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(value);
}
