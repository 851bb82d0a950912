const apostrophes = /[\u2018\u2019\u201a\u201b\u2032\u02b9\u02bb\u02bc\u00b4`\uff07]/g;
const dashes = /[\u2010-\u2015\u2043\u2212\u058a\u05be\u2e3a\u2e3b\ufe31\ufe32\ufe58\ufe63\uff0d]/g;
const blanks = /[\s\u0085\u200b]/g;
/** The soft hyphen and the word joiner. */
const invisible = /[\u00ad\u2060]/g;
/** Thai, Lao, Burmese, Khmer, kana and Chinese characters. */
const unspaced =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;

/**
 * The text with one apostrophe, one dash and one blank for those of any kind: the same as `search_plain` of the database. A
 * change of either needs a migration that indexes all tasks anew.
 */
export function plainText(text: string): string {
  return text
    .replace(apostrophes, "'")
    .replace(dashes, '-')
    .replace(blanks, ' ')
    .replace(invisible, '')
    .normalize('NFKC');
}

/** Tells whether a part of a text is in a script without spaces, as `unspaced_runs` of the database does. */
export function isUnspaced(text: string): boolean {
  return unspaced.test(text);
}
