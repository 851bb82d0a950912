import type { Reason } from '../grammar/values.ts';

const sentences: Record<Reason, string> = {
  'two days': 'A task has one date.',
  'two times': 'A task has one time.',
  'two rules': 'A task repeats in one way.',
  range: 'A task has one date, not a range.',
  duration: 'A task has a time, but no length.',
  often: 'A task repeats daily at most.',
  past: 'This is in the past.',
  'no such day': 'There is no such day or time.',
  vague: 'This does not say which day.',
  doubtful: 'This may be a date, or something else.',
  incomplete: 'A part of this was not understood.',
};

/** Returns a sentence that tells people why a phrase was not understood. */
export function unreadReason(reason: Reason): string {
  return sentences[reason];
}
