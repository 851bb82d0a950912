import fc from 'fast-check';
import { hostileTags } from '../hostile-text.ts';

/** What looks like JSON, SQL, a path or a search operator, and what turns or hides text. */
const oddWords = [
  ...hostileTags,
  ...["'; drop table task; --", "\\'", '_', '%', '!', '&|()<->', '-1', '?', 'constructor', '__proto__'],
  ...['\u0000', '\ud800', '\u202e', '\u2069', '\u0301', '\u200b', '\ufeff', '\u0007', '\r\n', '\t', '👩‍👩‍👧', 'ﬁ', 'İ'],
];

/** Text as nobody types it: NUL, lone surrogates, very long, hostile. */
export const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 50 }),
  fc.constantFrom(...oddWords),
  fc.array(fc.constantFrom(...oddWords, ' ', 'a'), { maxLength: 6 }).map((words) => words.join('')),
  fc.stringMatching(/^[a-z'":*&|!()\\<>%_ -]{0,30}$/),
);
export const goodText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });

/** Any JSON value. */
export const anything = fc.anything({
  key: oddText,
  maxDepth: 3,
  values: [oddText, fc.integer(), fc.double(), fc.boolean(), fc.constant(null)],
});

/** Mostly what a field takes, so that the other fields get their turn. */
export const or = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 30, arbitrary }, { weight: 1, arbitrary: anything });
