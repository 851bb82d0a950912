import type { Grammar } from '../notation.ts';

const between = (low: number, high: number) => (digits: string) => {
  const value = Number(digits);
  return digits.length <= 2 && value >= low && value <= high ? value : undefined;
};

/** Kinds of digits. */
export const numbers: Grammar['numbers'] = {
  hour: between(0, 24),
  paddedHour: (digits) => (/^0\d$/.test(digits) ? Number(digits) : undefined),
  hour12: between(1, 12),
  day: between(1, 31),
  /** What is no month. */
  dayOnly: between(13, 31),
  monthNumber: between(1, 12),
  twoDigits: (digits) => (digits.length === 2 ? Number(digits) : undefined),
  minute: (digits) => (digits.length === 2 ? between(0, 59)(digits) : undefined),
  upTo59: between(0, 59),
  year4: (digits) => (/^[1-9]\d{3}$/.test(digits) ? Number(digits) : undefined),
  recentYear: (digits) => (/^(19|20)\d\d$/.test(digits) ? Number(digits) : undefined),
  fourDigits: (digits) => (/^([01]\d|2[0-3])[0-5]\d$/.test(digits) ? Number(digits) : undefined),
  upTo999: (digits) => (digits.length <= 3 ? Number(digits) : undefined),
  digits: (digits) => (digits.length <= 4 ? Number(digits) : undefined),
};

/** Numbers in words, ordinals and years. */
export const numberProductions: Grammar['productions'] = {
  word: [
    ['<ones>', (n: number) => n],
    ['<teens>', (n: number) => n],
    ['<tens>', (n: number) => n],
    ['<tens> -? <ones>', (tens: number, ones: number) => tens + ones],
  ],
  /** How many. */
  count: [
    ['<digits>', (n: number) => n],
    ['<word>', (n: number) => n],
    ['a|an', () => 1],
    ['a? couple of?', () => 2],
  ],
  /** How often, where "a" would say too little. */
  times: [
    ['<digits>', (n: number) => n],
    ['<word>', (n: number) => n],
  ],
  ordinal: [
    ['<digits> ~st|nd|rd|th', (n: number) => n],
    ['<wordOrdinal>', (n: number) => n],
  ],
  wordOrdinal: [
    ['<ordinalWord>', (n: number) => n],
    ['<tens> -? <ordinalWord>', (tens: number, n: number) => (n < 10 ? tens + n : undefined)],
  ],
  dayOrdinal: [['<ordinal>', (n: number) => (n >= 1 && n <= 31 ? n : undefined)]],
  /** The day of a month whose name stands beside it. */
  dayOfMonth: [
    ['<day>', (n: number) => n],
    ['<dayOrdinal>', (n: number) => n],
    ['<tens> -? <ones>', (tens: number, ones: number) => (tens + ones <= 31 ? tens + ones : undefined)],
  ],
  nth: [
    ['<ordinal>', (n: number) => (n >= 1 && n <= 5 ? n : undefined)],
    ['last|final', () => -1],
  ],
  year: [
    ['<year4>', (n: number) => n],
    [`of <year4>`, (n: number) => n],
    ["of? '|’|‘ ~<twoDigits>", twoDigitYear],
    ['of <twoDigits>', twoDigitYear],
    ['<teens> <yearRest>', (century: number, rest: number) => century * 100 + rest],
    ['<teens> hundred and? <yearRest>?', (century: number, rest = 0) => century * 100 + rest],
    ['twenty <yearRest>', (rest: number) => 2000 + rest],
    ['two thousand and? <word>?', (rest = 0) => 2000 + rest],
  ],
  yearRest: [
    ['<tens> -? <ones>', (tens: number, ones: number) => tens + ones],
    ['<tens>', (n: number) => n],
    ['<teens>', (n: number) => n],
    ['oh|o <ones>', (n: number) => n],
  ],
};

/** `35` is 2035, and `87` was 1987. */
export function twoDigitYear(year: number): number {
  return year < 40 ? 2000 + year : 1900 + year;
}
