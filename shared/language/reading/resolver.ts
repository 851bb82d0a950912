import { Temporal } from 'temporal-polyfill';
import type { Recurrence } from '../../events/task.schema.ts';
import { weekdays } from '../../events/weekdays.ts';
import type { Clock, Day, Meaning, PartOfDay, Reason, Rule } from '../grammar/values.ts';
import type { Reader } from '../reader.ts';
import { clockTime, isPast, type Moment, wallClock } from '../wall-clock.ts';
import { dateOf } from './calendar.ts';

/** The meaning of a phrase on the calendar and clock of its reader. */
export interface Resolved {
  due: Moment;
  recurrence?: Recurrence;
}

type WallTime = Temporal.PlainDateTime;

const hours: Record<PartOfDay, string> = { morning: '09:00', afternoon: '15:00', evening: '18:00', night: '20:00' };

/** Returns the moment and rule that a phrase means, never a moment that is over, or the reason why there is none. */
export function resolve(meaning: Meaning, reader: Reader): Resolved | Reason {
  const resolved = resolveAnyYear(meaning, reader);
  if (typeof resolved === 'string') return resolved;
  const dates = [resolved.due.date, resolved.recurrence?.until ?? ''];
  return dates.some((date) => date.length > '9999-12-31'.length) ? 'no such day' : resolved;
}

function resolveAnyYear(meaning: Meaning, reader: Reader): Resolved | Reason {
  const now = wallClock(reader.timeZone, reader.now);
  if (meaning.minutes !== undefined) return { due: minutesFromNow(meaning.minutes, reader) };
  const clock = clockOf(meaning);
  if (clock === 'no such time') return 'no such day';
  if (meaning.rule) return withRule(meaning, meaning.rule, clock, now, reader);
  const due = momentOf(meaning, clock, now, reader);
  return typeof due === 'string' ? due : { due };
}

/** Counts the minutes from this instant on. An hour that daylight saving skips does not count. */
function minutesFromNow(minutes: number, { timeZone, now }: Reader): Moment {
  const at = wallClock(timeZone, new Date(now.getTime() + minutes * 60_000));
  return { date: at.toPlainDate().toString(), time: clockTime(at) };
}

/** Returns the time of day. A part of the day, or common sense, decides between morning and afternoon. */
function clockOf({ clock, part }: Meaning): Clock | undefined | 'no such time' {
  if (!clock) {
    if (!part) return undefined;
    return { hour: Number(hours[part].slice(0, 2)), minute: 0, exact: true };
  }
  if (clock.midnight) return part === undefined || part === 'night' ? clock : 'no such time';
  const { hour, minute, exact } = clock;
  if (!part) return exact || hour === 0 || hour > 6 ? clock : { ...clock, hour: hour + 12 };
  const isMorning = part === 'morning';
  if (exact) return isMorning === hour < 12 || part === 'night' ? clock : 'no such time';
  if (isMorning) return { hour: hour % 12, minute, exact: true };
  if (part === 'night') return { hour: hour === 12 ? 24 : hour < 6 ? hour : hour + 12, minute, exact: true };
  return { hour: (hour % 12) + 12, minute, exact: true };
}

function momentOf(meaning: Meaning, clock: Clock | undefined, now: WallTime, reader: Reader): Moment | Reason {
  const { day, part } = meaning;
  const today = now.toPlainDate();
  const date = day ? dateOf(day, today) : today;
  if (!date) return 'no such day';
  const isOpen = !day || (day.kind === 'weekday' && day.which === 'first');
  const isTonight = part === 'night' && !!day && date.equals(today);
  if (isTonight && !meaning.clock) return tonight(now);
  let moment = onClock(date, clock, meaning.zone, reader);
  if (!isPast(moment, now)) return moment;
  if (clock && isOpen) moment = onClock(date.add({ days: day ? 7 : 1 }), clock, meaning.zone, reader);
  // The small hours of tonight belong to the day after.
  else if (clock && isTonight && clock.hour < 6) moment = onClock(date.add({ days: 1 }), clock, meaning.zone, reader);
  else if (clock && day?.kind === 'date' && day.year === undefined && date.equals(today)) {
    const next = dateOf(day, today.add({ days: 1 }));
    if (!next) return 'no such day';
    moment = onClock(next, clock, meaning.zone, reader);
  }
  return isPast(moment, now) ? 'past' : moment;
}

/** Returns 20:00, or the next full hour when that is over. */
function tonight(now: WallTime): Moment {
  if (now.hour < 20) return { date: now.toPlainDate().toString(), time: '20:00' };
  const next = now.add({ hours: 1 }).round({ smallestUnit: 'hour', roundingMode: 'floor' });
  return { date: next.toPlainDate().toString(), time: clockTime(next) };
}

/** Midnight is the end of its day. A time in another zone is converted to the reader's zone. */
function onClock(date: Temporal.PlainDate, clock: Clock | undefined, zone: string | undefined, reader: Reader): Moment {
  if (!clock) return { date: date.toString(), time: null };
  const isNextDay = clock.midnight || clock.hour === 24;
  const day = isNextDay ? date.add({ days: 1 }) : date;
  const time = { hour: clock.hour % 24, minute: clock.minute };
  if (zone === undefined) return { date: day.toString(), time: clockTime(day.toPlainDateTime(time)) };
  const here = day
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
    .withTimeZone(reader.timeZone)
    .toPlainDateTime();
  return { date: here.toPlainDate().toString(), time: clockTime(here) };
}

function withRule(
  meaning: Meaning,
  rule: Rule,
  clock: Clock | undefined,
  now: WallTime,
  reader: Reader,
): Resolved | Reason {
  const today = now.toPlainDate();
  const due = meaning.day
    ? momentOf(meaning, clock, now, reader)
    : firstMoment(rule, meaning.start, (date) => onClock(date, clock, meaning.zone, reader), now);
  if (typeof due === 'string') return due;
  const until = meaning.length
    ? Temporal.PlainDate.from(due.date).add(meaning.length).subtract({ days: 1 })
    : meaning.until && dateOf(meaning.until, today);
  if (meaning.until && !until) return 'no such day';
  if (until && until.toString() < due.date) return 'past';
  return {
    due,
    recurrence: {
      ...withoutImplied(rule, due),
      ...(until ? { until: until.toString() } : {}),
      ...(meaning.count ? { count: meaning.count } : {}),
    },
  };
}

/** Returns the first day of a rule that names none: the first that fits, from today or the start of the rule on. */
function firstMoment(
  rule: Rule,
  start: Day | undefined,
  at: (date: Temporal.PlainDate) => Moment,
  now: WallTime,
): Moment | Reason {
  const today = now.toPlainDate();
  const from = start ? dateOf(start, today) : today;
  if (!from) return 'no such day';
  if (Temporal.PlainDate.compare(from, today) < 0) return 'past';
  // A leap day comes again within eight years.
  for (let days = 0; days <= 8 * 366; days += 1) {
    const date = from.add({ days });
    if (!fits(rule, date)) continue;
    const moment = at(date);
    if (!isPast(moment, now)) return moment;
  }
  return 'no such day';
}

function fits({ weekdays: days, monthDays, nthWeekdays, months }: Rule, date: Temporal.PlainDate): boolean {
  if (months && !months.includes(date.month)) return false;
  const weekday = weekdays[date.dayOfWeek - 1]!;
  if (days && !days.includes(weekday)) return false;
  const isLast = (of: number) => of === -1;
  if (monthDays && !monthDays.some((day) => (isLast(day) ? date.day === date.daysInMonth : date.day === day)))
    return false;
  const nth = Math.ceil(date.day / 7);
  const isLastWeek = date.day > date.daysInMonth - 7;
  return (
    !nthWeekdays ||
    nthWeekdays.some((one) => one.weekday === weekday && (isLast(one.nth) ? isLastWeek : one.nth === nth))
  );
}

/** Leaves out what the first day of a rule says already, such as the day of the month. */
function withoutImplied(rule: Rule, { date }: Moment): Rule {
  const { month, day } = Temporal.PlainDate.from(date);
  const { monthDays, months, ...rest } = rule;
  const saysDay = monthDays && !(monthDays.length === 1 && monthDays[0] === day);
  const saysMonth = months && !(months.length === 1 && months[0] === month && !saysDay && !rule.nthWeekdays);
  return { ...rest, ...(saysDay ? { monthDays } : {}), ...(saysMonth ? { months } : {}) };
}
