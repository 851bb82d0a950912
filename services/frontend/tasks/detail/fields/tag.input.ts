import { normalTag } from '../../../../../shared/tag.ts';

const longestTag = 50;

/** Returns the typed tags, which are separated by blanks or commas and may have a `#`. */
export function tagsIn(text: string): string[] {
  const words = normalTag(text).split(/[\s,]+/);
  return [...new Set(words.map((word) => word.replace(/^#+/, '').slice(0, longestTag)).filter(Boolean))];
}
