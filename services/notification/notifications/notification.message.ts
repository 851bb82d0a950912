import type { ReminderEvent } from '../../../shared/events/events.ts';
import { formatDate, formatTime } from '../../../shared/language/format/locale.format.ts';
import type { Reader } from '../../../shared/language/reader.ts';
import { clockTime, isPast, type Moment, wallClock } from '../../../shared/language/wall-clock.ts';

/** Writes the text of a notification, e.g. `"Pay rent" is due on Saturday, 31 January 2026 at 09:00.`, as its reader writes dates. */
export function messageOf({ title, due, dueAt }: ReminderEvent['data'], reader: Reader): string {
  return dueAt === null ? `You asked to be reminded of "${title}".` : `"${title}" ${dueText({ due, dueAt }, reader)}.`;
}

/** The same where the title stands above it. */
export function messageBelowTitle({ due, dueAt }: ReminderEvent['data'], reader: Reader): string {
  return dueAt === null ? 'You asked to be reminded of this.' : `This ${dueText({ due, dueAt }, reader)}.`;
}

function dueText({ due, dueAt }: { due?: Moment | null | undefined; dueAt: string }, reader: Reader): string {
  // An all-day due is a calendar day, wherever its owner is.
  const isAllDay = due?.time === null;
  const moment = isAllDay ? due : momentOf(new Date(dueAt), reader);
  const isOver = isAllDay ? isPast(due, wallClock(reader.timeZone, reader.now)) : new Date(dueAt) <= reader.now;
  return `${isOver ? 'was' : 'is'} due on ${inWords(moment, reader)}`;
}

/** An event without `due` tells only the instant: a whole day is over at its last millisecond. */
function momentOf(dueAt: Date, { timeZone }: Reader): Moment {
  const wall = wallClock(timeZone, dueAt);
  const isEndOfDay = wall.toPlainTime().toString() === '23:59:59.999';
  return { date: wall.toPlainDate().toString(), time: isEndOfDay ? null : clockTime(wall) };
}

function inWords({ date, time }: Moment, { locale }: Reader): string {
  const day = formatDate(date, 'fullDate', locale);
  return time === null ? day : `${day} at ${formatTime(time, locale)}`;
}
