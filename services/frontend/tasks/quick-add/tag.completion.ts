/** A tag that is being typed: what follows its `#` up to the caret. */
export interface TagBegun {
  start: number;
  typed: string;
}

/** @returns the tag that the caret stands at the end of */
export function tagBegun(text: string, caret: number): TagBegun | undefined {
  const match = /(?<=^|[\s,;(])#(?<typed>[^\s#]*)$/u.exec(text.slice(0, caret));
  return match ? { start: match.index, typed: match.groups!['typed']!.toLowerCase() } : undefined;
}

/** The tags that begin with what is typed, and can be typed. None is proposed where one of them is typed already. */
export function proposedTags(known: readonly string[], { typed }: TagBegun, most = 6): string[] {
  if (known.includes(typed)) return [];
  return known.filter((tag) => tag.startsWith(typed) && !/[\s#]/.test(tag)).slice(0, most);
}

/** The text with the tag completed, and where the caret stands then: behind a blank. */
export function withTag(
  text: string,
  caret: number,
  { start }: TagBegun,
  tag: string,
): { text: string; caret: number } {
  const before = `${text.slice(0, start)}#${tag} `;
  return { text: before + text.slice(caret).trimStart(), caret: before.length };
}
