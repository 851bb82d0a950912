import { Temporal } from 'temporal-polyfill';
import type { Due, Recurrence } from '../../../shared/events/task.schema.ts';
import { dueInstant } from '../tasks/schedule/due.ts';
import { instant, type Property } from './calendar.property.ts';
import type { ExportedTask } from './transfer.schema.ts';

/** The RRULE by which an open occurrence repeats from its due on. */
export function recurrenceRule({ recurrence, due, seriesStart, occurrence }: ExportedTask): Property[] {
  if (!recurrence || !due) return [];
  const rule = {
    freq: recurrence.frequency.toUpperCase(),
    interval: recurrence.interval,
    ...ending(recurrence, due, occurrence ?? 1),
    ...days(recurrence, Temporal.PlainDate.from((seriesStart ?? due).date)),
  };
  // There is no RRULE for what counts from the day of completion.
  const from: Property[] = recurrence.from === 'completion' ? [['x-todo-repeats-from', {}, 'text', 'COMPLETION']] : [];
  return [['rrule', {}, 'recur', rule], ...from];
}

/** UNTIL is of the type of DTSTART: a date, or an instant. COUNT is what is left. */
function ending({ until, count }: Recurrence, due: Due, occurrence: number) {
  // The two may not occur together in one rule (section 3.3.10): the sooner end is taken where it can be told.
  if (until) return { until: due.time === null ? until : instant(dueInstant({ ...due, date: until }).toISOString()) };
  return count ? { count: Math.max(1, count - occurrence + 1) } : {};
}

/** A day that a short month lacks is its last day here, and is left out in RFC 5545 unless the rule says otherwise. */
function days({ frequency, weekdays }: Recurrence, start: Temporal.PlainDate) {
  if (weekdays) return { byday: weekdays.map((day) => day.slice(0, 2).toUpperCase()), wkst: 'MO' };
  const lastOf = Array.from({ length: Math.max(0, start.day - 27) }, (_, index) => 28 + index);
  if (frequency === 'monthly' && lastOf.length > 1) return { bymonthday: lastOf, bysetpos: -1 };
  if (frequency === 'yearly' && start.month === 2 && start.day === 29) {
    return { bymonth: 2, bymonthday: lastOf, bysetpos: -1 };
  }
  return {};
}
