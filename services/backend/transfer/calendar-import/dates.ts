import { isDeepStrictEqual } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import type { Due } from '../../../../shared/events/task.schema.ts';
import type { Omit } from '../import/import.omissions.ts';
import { type Component, propertyOf, textOf } from './component.ts';
import { type RecurrenceRule, recurrenceOf, UnsupportedRule } from './rule.ts';
import { type CalendarTimes, UnknownZone } from './times.ts';

/** Returns a task's due, and its start, from which its alarms may count. */
export function datesOf(
  todo: Component,
  times: CalendarTimes,
  omit: Omit,
): { start: Due | undefined; due: Due | undefined } {
  const read = (name: string) => {
    const property = propertyOf(todo, name);
    try {
      const due = times.due(property);
      if (property && !due) omit(name.toUpperCase(), 'It is not a date or time.');
      return due;
    } catch (error) {
      if (!(error instanceof UnknownZone)) throw error;
      omit(name.toUpperCase(), error.message);
      return undefined;
    }
  };
  const start = read('dtstart');
  const due = read('due');
  if (!start || !due) return { start, due: due ?? start };
  const isSeries = !!(propertyOf(todo, 'rrule') || propertyOf(todo, 'recurrence-id'));
  if (isSeries && isBarelyAfter(due, start)) return { start, due: start };
  const rule = propertyOf(todo, 'rrule')?.[3] as RecurrenceRule | undefined;
  // The rule's weekdays and days of the month count from DTSTART.
  if (rule && due.date !== start.date && Object.keys(rule).some((part) => part.startsWith('by'))) {
    omit('DUE', 'The task is due on the day from which its rule counts (DTSTART).');
    return { start, due: start };
  }
  if (!isDeepStrictEqual(start, due)) omit('DTSTART', 'Tasks have no start, only a due.');
  return { start, due };
}

/** Tells whether a program meant DUE to equal DTSTART. As DUE must be later, programs write a second or a day more. */
function isBarelyAfter(due: Due, start: Due): boolean {
  if (due.time !== null || start.time !== null) return isDeepStrictEqual(due, start);
  return Temporal.PlainDate.from(start.date).until(due.date).days <= 1;
}

export function ruleOf(todo: Component, due: Due | undefined, omit: Omit, times: CalendarTimes): object | null {
  const rule = propertyOf(todo, 'rrule')?.[3] as RecurrenceRule | undefined;
  if (!rule) return null;
  if (!due) {
    omit('RRULE', 'A rule needs a due.');
    return null;
  }
  try {
    const repeats = recurrenceOf(rule, due, untilDate(rule['until'], due, times));
    return textOf(todo, 'x-todo-repeats-from') ? { ...repeats, from: 'completion' } : repeats;
  } catch (error) {
    if (!(error instanceof UnsupportedRule)) throw error;
    omit('RRULE', error.message);
    return null;
  }
}

function untilDate(until: unknown, due: Due, times: CalendarTimes): string | undefined {
  if (typeof until !== 'string') return undefined;
  if (!until.endsWith('Z')) return until.slice(0, 10);
  const at = times.instant(['until', {}, 'date-time', until]);
  if (!at) throw new UnsupportedRule('Its UNTIL cannot be read.');
  return Temporal.Instant.from(at).toZonedDateTimeISO(due.timeZone).toPlainDate().toString();
}
