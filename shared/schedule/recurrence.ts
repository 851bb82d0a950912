import { Temporal } from 'temporal-polyfill';
import type { Due, Recurrence } from '../events/task.schema.ts';
import { weekdays } from '../events/weekdays.ts';
import { dueInstant } from './due.ts';
import { namedOccurrence, namesDates } from './recurrence.sets.ts';

export interface Occurrence {
  /** The number of the occurrence, counted from 1, the first due of the series. */
  number: number;
  due: Due;
}

export interface Series {
  rule: Recurrence;
  /** The due of occurrence 1. */
  start: Due;
}

/** The last date that a due can have. */
const lastDate = Temporal.PlainDate.from('9999-12-31');

/**
 * Returns the date of the n-th occurrence. It depends only on the first date, the rule and n, so nothing drifts: 31 January
 * monthly gives 28 February, then 31 March. Occurrence 1 is the first date, even if the rule does not name it.
 */
export function occurrenceDate(start: Temporal.PlainDate, rule: Recurrence, n: number): Temporal.PlainDate {
  if (namesDates(rule)) return namedOccurrence(start, rule, n);
  const steps = (n - 1) * rule.interval;
  switch (rule.frequency) {
    case 'daily':
      return start.add({ days: steps });
    case 'weekly':
      return rule.weekdays ? weekdayOccurrence(start, rule.interval, rule.weekdays, n) : start.add({ weeks: steps });
    case 'monthly':
      return start.add({ months: steps });
    case 'yearly':
      return start.add({ years: steps });
  }
}

function weekdayOccurrence(
  start: Temporal.PlainDate,
  interval: number,
  days: NonNullable<Recurrence['weekdays']>,
  n: number,
): Temporal.PlainDate {
  if (n === 1) return start;
  const monday = start.subtract({ days: start.dayOfWeek - 1 });
  const offsets = days.map((day) => weekdays.indexOf(day));
  const leftInFirstWeek = offsets.filter((offset) => offset >= start.dayOfWeek);
  const index = n - 2;
  if (index < leftInFirstWeek.length) return monday.add({ days: leftInFirstWeek[index]! });
  const later = index - leftInFirstWeek.length;
  const week = Math.floor(later / offsets.length) + 1;
  return monday.add({ days: week * interval * 7 + offsets[later % offsets.length]! });
}

/**
 * Returns the occurrence that follows a completed one: the first with a higher number that lies after both the current due and
 * now. A series that counts from completion restarts on the day of completion, in the due's zone, even if that day is before the
 * current due. Returns undefined if the series ends before.
 */
export function nextOccurrence(
  series: Series,
  completed: { number: number; due: Due; completedAt: Date },
  now: Date,
): Occurrence | undefined {
  const { rule, start } = series;
  const isFromCompletion = rule.from === 'completion';
  const after = isFromCompletion ? now.getTime() : Math.max(dueInstant(completed.due).getTime(), now.getTime());
  const anchor = isFromCompletion ? dayOf(completed.completedAt, start.timeZone) : plainDate(start);
  const lowest = isFromCompletion ? 2 : completed.number + 1;
  const n = firstNumber(lowest, (candidate) => {
    const date = occurrenceWithin(anchor, rule, candidate);
    return !date || dueInstant({ ...start, date: date.toString() }).getTime() > after;
  });
  const date = occurrenceWithin(anchor, rule, n);
  const number = isFromCompletion ? completed.number + 1 : n;
  if (!date || (rule.until && date.toString() > rule.until) || (rule.count && number > rule.count)) return undefined;
  return { number, due: { ...start, date: date.toString() } };
}

/** Returns the dates of the first occurrences, at most that many, and fewer if the series ends before. */
export function firstDates({ rule, start }: Series, most: number): string[] {
  const numbers = Array.from({ length: Math.min(most, rule.count ?? most) }, (_, index) => index + 1);
  return numbers
    .map((n) => occurrenceWithin(plainDate(start), rule, n)?.toString())
    .filter((date) => date !== undefined)
    .filter((date) => !rule.until || date <= rule.until);
}

/** Returns the date of the n-th occurrence; undefined if it is past the last possible date. */
export function occurrenceWithin(
  start: Temporal.PlainDate,
  rule: Recurrence,
  n: number,
): Temporal.PlainDate | undefined {
  try {
    const date = occurrenceDate(start, rule, n);
    return Temporal.PlainDate.compare(date, lastDate) > 0 ? undefined : date;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Returns the smallest n ≥ lowest for which the condition holds. The condition must stay true once it is, so that doubling and
 * then halving finds n.
 */
function firstNumber(lowest: number, holds: (n: number) => boolean): number {
  let step = 1;
  while (!holds(lowest + step - 1)) step *= 2;
  let [low, high] = [lowest + Math.floor(step / 2) - 1, lowest + step - 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function plainDate(due: Due): Temporal.PlainDate {
  return Temporal.PlainDate.from(due.date);
}

function dayOf(instant: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
}
