import { Temporal } from 'temporal-polyfill';
import type { ReminderEvent } from '../../../shared/events/events.ts';

/** Writes the text of a notification, e.g. `"Pay rent" is due on Saturday, 31 January 2026 at 09:00.`, in that time zone. */
export function messageOf({ title, due, dueAt }: ReminderEvent['data'], timeZone: string, now: Date): string {
  if (dueAt === null) return `You asked to be reminded of "${title}".`;
  // An all-day due is a calendar day, wherever its owner is.
  const isAllDay = due?.time === null;
  const isOver = isAllDay ? due.date < today(timeZone, now) : new Date(dueAt) <= now;
  const when = isAllDay
    ? formatDue(new Date(`${due.date}T23:59:59.999Z`), 'UTC')
    : formatDue(new Date(dueAt), timeZone);
  return `"${title}" ${isOver ? 'was' : 'is'} due on ${when}.`;
}

function today(timeZone: string, now: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

function formatDue(due: Date, timeZone: string): string {
  const parts = Object.fromEntries(
    formatter(timeZone)
      .formatToParts(due)
      .map(({ type, value }) => [type, value]),
  );
  const { weekday, day, month, year, hour, minute } = parts;
  const date = `${weekday}, ${day} ${month} ${year}`;
  // An all-day task is due at the last millisecond of its day.
  return isEndOfDay(due, parts) ? date : `${date} at ${hour}:${minute}`;
}

function isEndOfDay(due: Date, { hour, minute }: Record<string, string>): boolean {
  return hour === '23' && minute === '59' && due.getTime() % 1000 === 999;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Formatters are cached, because creating one is slow. */
function formatter(timeZone: string): Intl.DateTimeFormat {
  const cached = formatters.get(timeZone);
  if (cached) return cached;
  const created = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(timeZone, created);
  return created;
}
