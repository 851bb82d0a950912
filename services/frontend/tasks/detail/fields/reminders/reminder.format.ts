import { instantInWords } from '../../../../../../shared/language/format/due.format.ts';
import { formatTime } from '../../../../../../shared/language/format/locale.format.ts';
import type { Reader } from '../../../../../../shared/language/reader.ts';
import type { Due, ReminderInput, Task } from '../../../task.ts';

export type Reminder = Task['reminders'][number];

/** A task may have at most this many reminders. */
export const mostReminders = 5;

/** These reminders are offered as presets, in minutes before the due. */
export const presets = [0, 5, 15, 30, 60, 120, 24 * 60, 7 * 24 * 60] as const;

const units = [
  ['week', 7 * 24 * 60],
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const;

/**
 * Returns `1 day before`, `1 hour 30 minutes before`, or `when it is due`. Reminders of an all-day due count from nine in the
 * morning.
 */
export function minutesBeforeInWords(minutes: number, due: Pick<Due, 'time'> | null, locale: string): string {
  if (minutes === 0) return due?.time === null ? `at ${formatTime('09:00', locale)} on that day` : 'when it is due';
  const words: string[] = [];
  let rest = minutes;
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  }
  return `${words.join(' ')} before`;
}

export interface ReminderWords {
  /** The time of the reminder, relative to the due if it counts from it. */
  text: string;
  /** Whether it was sent, or when it will be. */
  note: string;
}

export function reminderInWords(
  { minutesBefore, fireAt, state }: Pick<Reminder, 'minutesBefore' | 'fireAt' | 'state'>,
  due: Pick<Due, 'time'> | null,
  reader: Reader,
): ReminderWords {
  const at = instantInWords(new Date(fireAt), reader);
  if (minutesBefore === undefined) {
    return { text: capital(at), note: { pending: '', sent: 'sent', cancelled: 'not sent' }[state] };
  }
  const note = { pending: at, sent: `sent ${at}`, cancelled: 'not sent' }[state];
  return { text: capital(minutesBeforeInWords(minutesBefore, due, reader.locale)), note };
}

/** Returns the input that keeps these reminders of a task. */
export function reminderInputs(
  reminders: readonly Pick<Reminder, 'minutesBefore' | 'at' | 'fireAt'>[],
): ReminderInput[] {
  return reminders.map(({ minutesBefore, at, fireAt }) =>
    minutesBefore === undefined ? { at: at ?? fireAt } : { minutesBefore },
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
