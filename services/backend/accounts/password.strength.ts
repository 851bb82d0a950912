import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { ValidationFailed } from '../../../shared/http/problem.ts';

/** Messages for the estimator's findings. Any other finding means "easy to guess". */
const reasons: Record<string, string> = {
  topTen: 'Is one of the most common passwords.',
  topHundred: 'Is one of the most common passwords.',
  common: 'Is one of the most common passwords.',
  similarToCommon: 'Is very similar to a common password.',
  straightRow: 'Is a row of keys, which is easy to guess.',
  keyPattern: 'Is a pattern of keys, which is easy to guess.',
  simpleRepeat: 'Repeats the same characters.',
  extendedRepeat: 'Repeats the same characters.',
  sequences: 'Is a sequence, which is easy to guess.',
  recentYears: 'Is a year, which is easy to guess.',
  dates: 'Is a date, which is easy to guess.',
  userInputs: 'Must not be the e-mail address.',
};
const advice = 'Take several words that do not belong together.';

/** Passwords with a lower score are refused. The score 2 stands for more than 10^6 guesses. */
const weakestScore = 2;
/** A long text takes long to estimate, so only both ends of a long password are examined. */
const estimatedLength = 24;

/**
 * Refuses a new password that is easy to guess.
 * @throws ValidationFailed for the field `password`, with the reason
 */
export async function requireStrongPassword(password: string, email: string | null): Promise<void> {
  const { check } = await estimator();
  const ends = (text: string) => [text.slice(0, estimatedLength), text.slice(-estimatedLength)];
  const personal = email === null ? [] : [...ends(email), email.split('@')[0]!];
  let reason = '';
  for (const end of new Set(ends(password))) {
    const { score, feedback } = check(end, personal);
    if (score >= weakestScore) return;
    reason ||= reasons[feedback.warning ?? ''] ?? 'Is easy to guess.';
  }
  throw new ValidationFailed([{ path: 'password', message: `${reason} ${advice}` }]);
}

let loading: Promise<Pick<ZxcvbnFactory, 'check'>> | undefined;

/** Loads the list of common passwords, which takes 7 MB and 70 ms, for the first new password. */
function estimator() {
  loading ??= load();
  return loading;
}

async function load() {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core');
  const { adjacencyGraphs, dictionary } = await import('@zxcvbn-ts/language-common');
  const factory = new ZxcvbnFactory({
    dictionary: { 'passwords-common': dictionary['passwords-common'] },
    graphs: adjacencyGraphs,
    // This bounds the time: 30 ms for the worst of a thousand random passwords, 1 ms for most.
    l33tMaxSubstitutions: 4,
  });
  return { check: factory.check.bind(factory) };
}
