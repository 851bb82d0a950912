/** Texts without repetition: each word, and each place of a text without spaces, is one more to index. */
const distinctWords = Array.from({ length: 2_000 }, (_, n) => n.toString(36)).join(' ');
const distinctCharacters = String.fromCharCode(
  ...Array.from({ length: 10_000 }, (_, n) => 0x4e00 + ((n * 7919) % 20_000)),
);

/** Parts of which the longest allowed texts are made: what is parsed, matched, normalised or drawn at a cost. */
export const worstParts = [
  'a ',
  'zzz ',
  'every 3rd thursday until 30 june and ',
  '1h ',
  'mon ',
  '"a a" ',
  '-not ',
  '#tag ',
  '!30m ',
  '%_\\',
  '((((',
  '<mark>',
  'e\u0301\u0323\u0308\u0316',
  '\ufdfa',
  '\u202e\u2066',
  'İﬁß',
  '👩‍👩‍👧',
  '日本語',
  distinctWords,
  distinctCharacters,
] as const;

/** As many of these parts as fit. */
export function longest(part: string, length: number): string {
  return part
    .repeat(Math.ceil(length / part.length))
    .slice(0, length)
    .toWellFormed();
}

/** Searches that are more than a long text: many phrases, many words that resemble others, all but nothing. */
export const worstSearches = [
  Array.from({ length: 64 }, (_, n) => `"${'a '.repeat(n + 1).trim()}"`).join(' '),
  `"${Array.from({ length: 60 }, () => 'a').join(' ')}"`,
  Array.from({ length: 64 }, (_, n) => `zz${String.fromCharCode(97 + (n % 26))}${n}`).join(' '),
  Array.from({ length: 64 }, (_, n) => `-w${n}`).join(' '),
  'zzz',
  'a',
];
