import { Temporal } from 'temporal-polyfill';
import type { CalendarSpan, Day, PeriodUnit } from '../grammar/values.ts';

type PlainDate = Temporal.PlainDate;

/** The last year that a due can be written in. */
const lastYear = 9999;

/** The date that a day is for someone whose calendar shows `today`, or undefined if there is none. It may be over. */
export function dateOf(day: Day, today: PlainDate): PlainDate | undefined {
  try {
    const date = resolve(day, today);
    return date && date.year <= lastYear && date.year >= 1000 ? date : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function resolve(day: Day, today: PlainDate): PlainDate | undefined {
  switch (day.kind) {
    case 'counted':
      return counted(day, today);
    case 'weekday':
      return weekdayDate(day, today);
    case 'date':
      return day.month === undefined ? nextDayOfMonth(day, today) : writtenDate({ ...day, month: day.month }, today);
    case 'nth':
      return nthDay(day, today);
    case 'period':
      return periodDay(day, today);
    case 'weekend': {
      const saturday = today.add({ days: 6 - today.dayOfWeek });
      if (day.ahead > 0) return saturday.add({ weeks: day.ahead });
      return today.dayOfWeek >= 6 ? today : saturday;
    }
    case 'easter':
      return inYear(day.year, today, (year) => easterSunday(year).add({ days: day.offset }));
  }
}

function counted({ span, from, on }: Extract<Day, { kind: 'counted' }>, today: PlainDate): PlainDate | undefined {
  const start = from ? dateOf(from, today) : today;
  const date = start?.add(span);
  return date && on !== undefined ? date.add({ days: (on - date.dayOfWeek + 7) % 7 }) : date;
}

function weekdayDate({ weekday, which }: Extract<Day, { kind: 'weekday' }>, today: PlainDate): PlainDate {
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const ahead = (weekday - today.dayOfWeek + 7) % 7;
  switch (which) {
    case 'first':
      return today.add({ days: ahead });
    case 'coming':
      return today.add({ days: ahead || 7 });
    case 'this':
      return monday.add({ days: weekday - 1 });
    case 'next':
      return monday.add({ days: weekday + 6 });
  }
}

/**
 * "Wednesday the 2nd": the next day of that number, on that weekday if one is named. Nobody means another month by "thursday the
 * 27th" a few days before a 27th that is a Friday.
 */
function nextDayOfMonth({ day, weekday }: { day: number; weekday?: number }, today: PlainDate): PlainDate | undefined {
  const first = today.with({ day: 1 });
  // The days of the month fall on each weekday within two years.
  for (let ahead = 0; ahead < 36; ahead += 1) {
    const month = first.add({ months: ahead });
    if (day > month.daysInMonth) continue;
    const date = month.with({ day });
    if (Temporal.PlainDate.compare(date, today) < 0) continue;
    if (weekday === undefined || date.dayOfWeek === weekday) return date;
    if (today.until(date).days < 14) return undefined;
  }
  return undefined;
}

function writtenDate(
  { day, month, year, weekday }: { day: number; month: number; year?: number; weekday?: number },
  today: PlainDate,
): PlainDate | undefined {
  const date = inYear(year, today, (candidate) => {
    const first = new Temporal.PlainDate(candidate, month, 1);
    return day <= first.daysInMonth ? first.with({ day }) : undefined;
  });
  return date && weekday !== undefined && date.dayOfWeek !== weekday ? undefined : date;
}

function nthDay(day: Extract<Day, { kind: 'nth' }>, today: PlainDate): PlainDate | undefined {
  const { nth, weekday, month, year, ahead } = day;
  if (month === undefined) {
    const first = today.with({ day: 1 });
    if (ahead !== undefined) return nthOf(first.add({ months: ahead }), nth, weekday);
    const here = nthOf(first, nth, weekday);
    return here && Temporal.PlainDate.compare(here, today) >= 0 ? here : nthOf(first.add({ months: 1 }), nth, weekday);
  }
  return inYear(year, today, (candidate) => nthOf(new Temporal.PlainDate(candidate, month, 1), nth, weekday));
}

/** The nth weekday, or day, of the month that begins then; -1 is the last. */
function nthOf(first: PlainDate, nth: number, weekday?: number): PlainDate | undefined {
  const last = first.daysInMonth;
  const firstDay = weekday === undefined ? 1 : 1 + ((weekday - first.dayOfWeek + 7) % 7);
  const step = weekday === undefined ? 1 : 7;
  const number = nth === -1 ? firstDay + Math.floor((last - firstDay) / step) * step : firstDay + (nth - 1) * step;
  return number <= last ? first.with({ day: number }) : undefined;
}

const monthsIn: Record<Exclude<PeriodUnit, 'week'>, number> = { month: 1, quarter: 3, year: 12 };

function periodDay({ edge, unit, ahead }: Extract<Day, { kind: 'period' }>, today: PlainDate): PlainDate {
  const first = startOf(unit, today);
  const length: Partial<CalendarSpan> = unit === 'week' ? { days: 7 } : { months: monthsIn[unit] };
  const begins = [...Array(ahead)].reduce((date: PlainDate) => date.add(length), first);
  if (edge === 'last') return begins.add(length).subtract({ days: 1 });
  return ahead === 0 && Temporal.PlainDate.compare(begins, today) < 0 ? begins.add(length) : begins;
}

function startOf(unit: PeriodUnit, today: PlainDate): PlainDate {
  if (unit === 'week') return today.subtract({ days: today.dayOfWeek - 1 });
  const month = today.month - ((today.month - 1) % monthsIn[unit]);
  return today.with({ month, day: 1 });
}

/** The date of that year; without a year, the next one from today on. */
function inYear(
  year: number | undefined,
  today: PlainDate,
  dateIn: (year: number) => PlainDate | undefined,
): PlainDate | undefined {
  if (year !== undefined) return dateIn(year);
  // Eight years lie between two leap days at most.
  for (let candidate = today.year; candidate <= today.year + 8; candidate += 1) {
    const date = dateIn(candidate);
    if (date && Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return undefined;
}

/** By the anonymous Gregorian algorithm (Meeus, Jones and Butcher). */
function easterSunday(year: number): PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return new Temporal.PlainDate(year, Math.floor(f / 31), (f % 31) + 1);
}
