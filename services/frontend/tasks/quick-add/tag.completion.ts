/** A tag or list that is being typed: the text from its `#` or `+` to the caret. */
export interface TagBegun {
  start: number;
  sign: '#' | '+';
  typed: string;
}

/** @returns the tag or list that ends at the caret */
export function tagBegun(text: string, caret: number): TagBegun | undefined {
  const match = /(?<=^|[\s,;(])(?<sign>[#+])(?<typed>[^\s#+]*)$/u.exec(text.slice(0, caret));
  return match
    ? { start: match.index, sign: match.groups!['sign'] as '#', typed: match.groups!['typed']!.toLowerCase() }
    : undefined;
}

/**
 * Returns known tags that begin with the typed text and that quick add can read. It returns none if the typed text is already one
 * of them.
 */
export function proposedTags(known: readonly string[], { typed }: TagBegun, most = 6): string[] {
  if (known.some((tag) => tag.toLowerCase() === typed)) return [];
  return known.filter((tag) => tag.toLowerCase().startsWith(typed) && !/[\s#+]/.test(tag)).slice(0, most);
}

/** Returns the text with the completed tag, and the caret's new position behind a blank. */
export function withTag(
  text: string,
  caret: number,
  { start, sign }: TagBegun,
  tag: string,
): { text: string; caret: number } {
  const before = `${text.slice(0, start)}${sign}${tag} `;
  return { text: before + text.slice(caret).trimStart(), caret: before.length };
}
