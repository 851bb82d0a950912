import type { Temporal } from 'temporal-polyfill';
import type { Recurrence } from '../../../../shared/events/task.schema.ts';
import { weekdays } from '../../../../shared/events/weekdays.ts';

/** The parts of an RRULE that decide its dates (RFC 5545, section 3.3.10), as jCal has them. */
export interface DateRule {
  freq: string;
  interval: number;
  wkst?: 'MO';
  bymonth?: number[];
  bymonthday?: number[];
  byday?: string[];
}

/**
 * Returns the RRULE that comes closest to a rule's dates. If a month lacks a day, the rule takes the month's last day instead,
 * whereas RFC 5545 skips the month. The 31st therefore becomes the last day (-1), and a fifth Friday the last Friday. An RRULE
 * has no simple form for the 29th and 30th with February beside other months (see `isCovered`): BYSETPOS would do, but ical.js,
 * and programs built on it, misread that.
 */
export function dateRule(rule: Recurrence, start: Temporal.PlainDate): DateRule {
  const { frequency, interval, weekdays, nthWeekdays } = rule;
  const repeats = { freq: frequency.toUpperCase(), interval };
  if (weekdays) return { ...repeats, byday: weekdays.map(code), wkst: 'MO' };
  if (frequency === 'daily' || frequency === 'weekly') return repeats;
  const namesDay = rule.monthDays || nthWeekdays || start.day > 28;
  const months = rule.months ?? (frequency === 'yearly' && namesDay ? [start.month] : undefined);
  const bymonth = months ? { bymonth: months } : {};
  if (nthWeekdays) {
    const byday = nthWeekdays.map(({ nth, weekday }) => `${nth === 5 ? -1 : nth}${code(weekday)}`);
    return { ...repeats, ...bymonth, byday: [...new Set(byday)] };
  }
  if (!namesDay && !rule.months) return repeats;
  const staysInFebruary = months ? months.every((month) => month === 2) : interval % 12 === 0 && start.month === 2;
  const days = (rule.monthDays ?? [start.day]).map((day) => (day === 31 || (staysInFebruary && day > 28) ? -1 : day));
  if (!months || months.length === 1) return { ...repeats, ...bymonth, bymonthday: [...new Set(days)] };
  // For several months of a year, ical.js misreads last days and days that one month lacks. So only the longer months are named.
  const lastDay = Math.max(...months.map(lengthOf));
  const bymonthday = [...new Set(days.map((day) => (day === -1 ? lastDay : day)))];
  return { ...repeats, bymonth: months.filter((month) => lengthOf(month) >= Math.max(...bymonthday)), bymonthday };
}

/** Tells whether the RRULE has this date. It may lack the rule's first date, and days of short months that it cannot express. */
export function isCovered({ bymonth, bymonthday, byday }: DateRule, date: Temporal.PlainDate): boolean {
  const isLastWeek = date.day + 7 > date.daysInMonth;
  const weekday = code(weekdays[date.dayOfWeek - 1]!);
  const names = [weekday, `${Math.ceil(date.day / 7)}${weekday}`, ...(isLastWeek ? [`-1${weekday}`] : [])];
  const days = date.day === date.daysInMonth ? [date.day, -1] : [date.day];
  return (
    (!bymonth || bymonth.includes(date.month)) &&
    (!bymonthday || days.some((day) => bymonthday.includes(day))) &&
    (!byday || names.some((name) => byday.includes(name)))
  );
}

function code(weekday: (typeof weekdays)[number]): string {
  return weekday.slice(0, 2).toUpperCase();
}

/** Returns the length of a month in a common year. */
function lengthOf(month: number): number {
  return new Date(Date.UTC(2027, month, 0)).getUTCDate();
}
