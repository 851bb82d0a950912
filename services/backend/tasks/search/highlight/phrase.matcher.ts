/**
 * Finds which words of a text belong to an occurrence of a phrase. A word fits a word of a phrase when they are equal, or when
 * it is one of the `stems` and begins with the same letter.
 *
 * This is the Shift-And algorithm (Baeza-Yates and Gonnet, 1992): every word of every phrase has a bit, which is set while the
 * text so far ends with the phrase up to that word. One step a word advances all phrases, however they overlap.
 */
export function phraseMatcher(phrases: string[][]): (words: string[], stems: Set<string>) => boolean[] {
  // The highest bit that ends a phrase is then that of the longest phrase.
  const byLength = phrases.toSorted((a, b) => a.length - b.length);
  const equal = new Map<string, bigint>();
  const sameInitial = new Map<string, bigint>();
  const lengthEndingAt: number[] = [];
  let [begins, ends, bit] = [0n, 0n, 1n];
  for (const phrase of byLength) {
    begins |= bit;
    for (const word of phrase) {
      equal.set(word, (equal.get(word) ?? 0n) | bit);
      sameInitial.set(word[0]!, (sameInitial.get(word[0]!) ?? 0n) | bit);
      lengthEndingAt.push(phrase.length);
      bit <<= 1n;
    }
    ends |= bit >> 1n;
  }

  return (words, stems) => {
    let state = 0n;
    // Where words repeat, the same phrases end again and again.
    let [known, length] = [0n, 0];
    const endingLengths = words.map((word) => {
      const fits = (equal.get(word) ?? 0n) | (stems.has(word) ? (sameInitial.get(word[0]!) ?? 0n) : 0n);
      state = ((state << 1n) | begins) & fits;
      const ended = state & ends;
      if (ended !== known) [known, length] = [ended, ended ? lengthEndingAt[highestBit(ended)]! : 0];
      return length;
    });
    const inPhrase: boolean[] = [];
    for (let at = words.length - 1, remaining = 0; at >= 0; at -= 1) {
      remaining = Math.max(remaining - 1, endingLengths[at]!);
      inPhrase[at] = remaining > 0;
    }
    return inPhrase;
  };
}

function highestBit(bits: bigint): number {
  const digits = bits.toString(16);
  return digits.length * 4 - 1 - (Math.clz32(Number.parseInt(digits[0]!, 16)) - 28);
}
