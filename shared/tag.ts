import { withoutOpenDirections } from './direction.ts';

/** Returns a tag in NFC and lower case, with one space for each run of blanks, so that tags that look the same are equal. */
export function normalTag(typed: string): string {
  const lowerCase = typed.normalize('NFC').toLowerCase().normalize('NFC');
  return withoutOpenDirections(lowerCase)
    .replace(/[\s\u0085]+/g, ' ')
    .trim();
}
