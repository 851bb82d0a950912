import { Temporal } from 'temporal-polyfill';
import type { Due } from '../../../../shared/events/task.schema.ts';
import { dueInstant, reminderInstant } from '../../../../shared/schedule/due.ts';
import type { Omit } from '../import/import.omissions.ts';
import { type Component, propertyOf } from './component.ts';
import type { CalendarTimes } from './times.ts';

interface ReadReminder {
  minutesBefore?: number;
  at?: string;
}

const mostReminders = 5;
const aYearOfMinutes = 366 * 24 * 60;
/** An all-day due begins at midnight in iCalendar, but reminders here count from 09:00. */
const allDayOffset = 9 * 60;

/** Returns the reminders that a task's VALARMs describe. */
export function remindersOf(
  [, , components]: Component,
  times: CalendarTimes,
  { start, due }: { start: Due | undefined; due: Due | undefined },
  omit: Omit,
): ReadReminder[] {
  const alarms = components.filter(([name]) => name === 'valarm');
  const reminders = alarms.flatMap((alarm) => reminderOf(alarm, times, start, due, omit));
  const distinct = [...new Map(reminders.map((reminder) => [JSON.stringify(reminder), reminder])).values()];
  if (distinct.length > mostReminders) omit('VALARM', `Only the first ${mostReminders} reminders were imported.`);
  return distinct.slice(0, mostReminders);
}

function reminderOf(
  alarm: Component,
  times: CalendarTimes,
  start: Due | undefined,
  due: Due | undefined,
  omit: Omit,
): ReadReminder[] {
  const trigger = propertyOf(alarm, 'trigger');
  if (!trigger || propertyOf(alarm, 'x-apple-proximity')) {
    omit('VALARM', 'A reminder needs a time.');
    return [];
  }
  const [, { related }, type, value] = trigger;
  if (type !== 'duration') {
    const at = times.instant(trigger);
    if (!at) omit('VALARM', 'Its time cannot be read.');
    return at ? [{ at }] : [];
  }
  const minutes = minutesOf(String(value));
  if (minutes === undefined || !due) {
    omit('VALARM', due ? 'Its duration cannot be read.' : 'It is relative to a due, and the task has none.');
    return [];
  }
  const from = start && related?.toUpperCase() !== 'END' ? start : due;
  const earlier = from === due ? 0 : (beginning(due) - beginning(from)) / 60_000;
  const minutesBefore = earlier - minutes + (due.time === null ? allDayOffset : 0);
  if (Math.abs(minutesBefore) > aYearOfMinutes) {
    omit('VALARM', 'It is more than a year from the due.');
    return [];
  }
  return minutesBefore >= 0 ? [{ minutesBefore }] : [{ at: reminderInstant(due, minutesBefore).toISOString() }];
}

function beginning(due: Due): number {
  return dueInstant({ ...due, time: due.time ?? '00:00' }).getTime();
}

/** Returns whole minutes, negative for a time before; undefined if the duration cannot be read. */
function minutesOf(duration: string): number | undefined {
  try {
    return Math.floor(Temporal.Duration.from(duration).total({ unit: 'minute', relativeTo: '2000-01-01' }));
  } catch {
    return undefined;
  }
}
