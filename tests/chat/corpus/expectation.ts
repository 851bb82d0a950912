/**
 * One thing that a person says, and what has to come of it. A change is written as one line:
 * `+ buy eggs (25 Nov 18:00, high, #shop)`, `- Pay rent`, `done Pay rent`, `open Old invoice`, `Pay rent: due 27 Nov`.
 */
export interface Expectation {
  say: string;
  /** Said before, in the same conversation; what it changes does not count. */
  after: readonly string[];
  /** Done at once. */
  does: readonly string[];
  /** Done only after a yes. */
  proposes?: readonly string[];
  /** The tasks that the reply lists, in any order. */
  lists?: readonly string[];
  /** The tasks between which the reply lets choose. */
  asks?: readonly string[];
  /** What the reply says. */
  says?: RegExp;
  /** The reply proposes nothing. */
  leaves?: true;
}

export const does = (say: string, ...does: string[]): Expectation => ({ say, after: [], does });
export const proposes = (say: string, ...proposes: string[]): Expectation => ({ say, after: [], does: [], proposes });
export const lists = (say: string, ...lists: string[]): Expectation => ({ say, after: [], does: [], lists });
export const asks = (say: string, ...asks: string[]): Expectation => ({ say, after: [], does: [], asks });
/** Changes nothing, and says this. */
export const says = (say: string, says: RegExp): Expectation => ({ say, after: [], does: [], says });
/** Neither changes nor proposes anything. */
export const leaves = (say: string): Expectation => ({ say, after: [], does: [], leaves: true });
export const after = (after: string | string[], expectation: Expectation): Expectation => ({
  ...expectation,
  after: [after].flat(),
});

export const each = (line: (title: string) => string, titles: readonly string[]) => titles.map(line);
export const done = (title: string) => `done ${title}`;
export const gone = (title: string) => `- ${title}`;
/** The reply says that a message, or a part of it, is not understood. */
export const notUnderstood = /understand|understood|cannot|can't|don’t know|do not know|not sure/i;
