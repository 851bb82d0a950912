import type { Recurrence } from '../../events/task.schema.ts';

/** A length of calendar time. Days and months do not add up to each other, so both are kept. */
export interface CalendarSpan {
  days: number;
  months: number;
}

export type PeriodUnit = 'week' | 'month' | 'quarter' | 'year';

/** A day as it was said, before anybody looks at a calendar. Weekdays are 1 (Monday) to 7. */
export type Day =
  /** So long after that day, or after today; `on`: the first such weekday from then on. */
  | { kind: 'counted'; span: CalendarSpan; from?: Day; on?: number }
  /** `first`: from today on; `coming`: after today; `this`, `next`: of this or the next week. */
  | { kind: 'weekday'; weekday: number; which: 'first' | 'coming' | 'this' | 'next' }
  /** The next such date; with a weekday, the next that falls on it. */
  | { kind: 'date'; day: number; month?: number; year?: number; weekday?: number }
  /** The nth weekday (or day, without one) of a month, -1 being the last; `ahead` counts months from this one. */
  | { kind: 'nth'; nth: number; weekday?: number; month?: number; year?: number; ahead?: number }
  /** The first or the last day of a week, month, quarter or year, counted from the present one. */
  | { kind: 'period'; edge: 'first' | 'last'; unit: PeriodUnit; ahead: number }
  /** The Saturday of this weekend or a later one; today, on a weekend. */
  | { kind: 'weekend'; ahead: number }
  | { kind: 'easter'; offset: number; year?: number };

/** A time on the clock. `exact`: no doubt which half of the day is meant. */
export interface Clock {
  hour: number;
  minute: number;
  exact: boolean;
  /** The end of the day that was named, rather than its beginning. */
  midnight?: true;
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening' | 'night';

export type Rule = Omit<Recurrence, 'until' | 'count'>;

/** What a piece of a phrase says. A phrase says what its pieces say, if no two of them say the same kind of thing. */
export interface Meaning {
  day?: Day;
  clock?: Clock;
  part?: PartOfDay;
  /** A time-zone id of Temporal. */
  zone?: string;
  /** Minutes from this very instant. */
  minutes?: number;
  rule?: Rule;
  /** The rule begins on or after this day. */
  start?: Day;
  until?: Day;
  count?: number;
  /** How long a rule goes on. */
  length?: CalendarSpan;
  except?: number[];
  completion?: true;
  /** Why this cannot be understood. */
  unreadable?: Reason;
}

export type Reason =
  | 'two days'
  | 'two times'
  | 'two rules'
  | 'range'
  | 'duration'
  | 'often'
  | 'past'
  | 'no such day'
  | 'vague'
  | 'doubtful'
  | 'incomplete';

export interface Piece extends Meaning {
  /** A text that can be understood, for what is unreadable. */
  instead?: string;
  /** The preposition before it. */
  lead?: string;
  /**
   * How likely a date is meant. `always`: wherever it stands; `mostly`: at the end, or introduced by a preposition; `last`:
   * only where nothing follows that it could belong to; `slashed`: could be a fraction; `dotted`: could be a version; `part`: could tell when in a story;
   * `seldom`: only with a preposition or beside another piece; `leading`: only before another piece.
   */
  certainty: 'always' | 'mostly' | 'last' | 'slashed' | 'dotted' | 'part' | 'seldom' | 'leading';
}
