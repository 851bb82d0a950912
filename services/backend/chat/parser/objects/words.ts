/** Returns the words of a text without accents and case, so that they can be compared. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

export function sameText(a: string, b: string): boolean {
  return fold(a).trim() === fold(b).trim();
}

export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Tells whether two words differ only in their endings: "plant" and "plants", "write" and "writing". */
export function sameStem(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) >= 3 && stem(a) === stem(b));
}

function stem(word: string): string {
  const bare = word.replace(/(?<=\p{L}{3})(?:ing|ed|es|ly|s|e|d)$/u, '').replace(/(?<=\p{L}{3})e$/u, '');
  return bare.replace(/(\p{L})\1$/u, '$1').replace(/i$/, 'y');
}

/** Tells whether the mistake is one wrong letter, which may as well have been meant: "ship" is not always "skip". */
export function hasOtherLetter(typed: string, meant: string): boolean {
  return typed.length === meant.length && [...typed].filter((letter, index) => letter !== meant[index]).length === 1;
}

/** Tells whether one typing mistake leads from one word to the other: a letter added, missing or wrong, or two swapped. */
export function isTypo(typed: string, meant: string): boolean {
  if (typed.length < 4 || meant.length < 4 || Math.abs(typed.length - meant.length) > 1) return false;
  if (typed === meant) return false;
  let start = 0;
  while (start < typed.length && typed[start] === meant[start]) start += 1;
  let end = 0;
  const most = Math.min(typed.length, meant.length) - start;
  while (end < most && typed.at(-1 - end) === meant.at(-1 - end)) end += 1;
  const [left, right] = [typed.slice(start, typed.length - end), meant.slice(start, meant.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/** Removes quotation marks around the whole text, single ones too. */
export function unquoted(text: string): string {
  const typed = text.trim();
  const quoted = /^["“]([^"“”]*)["”]$/s.exec(typed)?.[1] ?? /^['‘]([^'‘’]+)['’]$/s.exec(typed)?.[1];
  return quoted?.trim() || typed;
}

/** The parts of "a, b and c". */
export function enumerated(text: string): string[] {
  return text.split(/\s*,\s*(?:and\s+)?|\s+and\s+/);
}
