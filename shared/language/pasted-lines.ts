/** `- `, `* `, `• `, `1. `, `2) `, and the box of a checklist: `[ ] `, `[x] `. */
const bullet = /^\s*(?:(?:[-*+•‣◦–—]|\d{1,3}[.)])\s+)?(?:\[[ xX]?\]\s+)?/;

/** Splits what was pasted into one text for each task: the lines that say something, without bullets, numbers and boxes. */
export function taskLines(pasted: string): string[] {
  return pasted
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.replace(bullet, '').trim())
    .filter((line) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(line));
}
