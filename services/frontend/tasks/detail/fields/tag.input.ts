import { normalTag } from '../../../../../shared/tag.ts';

const longestTag = 50;

/** The tags in what was typed: with or without `#`, separated by blanks or commas. */
export function tagsIn(text: string): string[] {
  const words = normalTag(text).split(/[\s,]+/);
  return [...new Set(words.map((word) => word.replace(/^#+/, '').slice(0, longestTag)).filter(Boolean))];
}
