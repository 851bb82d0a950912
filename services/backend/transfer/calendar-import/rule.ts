import type { Due, Recurrence } from '../../../../shared/events/task.schema.ts';
import { weekdays } from '../../../../shared/events/weekdays.ts';

/** An RRULE in its JSON form. A part with a single value may be that value or a list. */
export type RecurrenceRule = Record<string, unknown>;

/** The rule cannot be expressed here; the message says why. */
export class UnsupportedRule extends Error {}

type Days = Pick<Recurrence, 'frequency' | 'weekdays' | 'monthDays' | 'nthWeekdays' | 'months'>;
type Weekday = (typeof weekdays)[number];

const knownParts = ['freq', 'interval', 'until', 'count', 'wkst', 'byday', 'bymonthday', 'bymonth', 'bysetpos', 'from'];

/**
 * Returns the recurrence that an RRULE describes for a task with this due.
 * @param untilDate the day of UNTIL in the due's time zone
 * @throws UnsupportedRule
 */
export function recurrenceOf(rule: RecurrenceRule, due: Due, untilDate: string | undefined): object {
  const unknown = Object.keys(rule).find((part) => !knownParts.includes(part));
  if (unknown) throw new UnsupportedRule(`${unknown.toUpperCase()} is not supported.`);
  const interval = rule['interval'] ?? 1;
  return {
    ...daysOf(rule, due, interval === 1),
    interval,
    ...(untilDate ? { until: untilDate } : {}),
    ...(rule['count'] === undefined ? {} : { count: rule['count'] }),
    // FROM is not part of RFC 5545; tasks.org writes it.
    ...(rule['from'] === 'COMPLETION' ? { from: 'completion' } : {}),
  };
}

function daysOf(rule: RecurrenceRule, due: Due, isEach: boolean): Days {
  const byday = listOf(rule['byday']).map(dayOf);
  const bymonthday = numbersOf(rule['bymonthday']);
  const bymonth = numbersOf(rule['bymonth']);
  const positions = numbersOf(rule['bysetpos']);
  if (bymonthday.some((day) => day < -1))
    throw new UnsupportedRule('Only the last day of a month can be counted from its end.');
  if (byday.some(({ nth }) => nth !== undefined && nth !== -1 && (nth < 1 || nth > 5))) {
    throw new UnsupportedRule('Only the 1st to 5th and the last weekday of a month are supported.');
  }
  const isPlain = byday.every(({ nth }) => nth === undefined);
  switch (rule['freq']) {
    case 'DAILY':
    case 'WEEKLY': {
      if (bymonthday.length || bymonth.length || positions.length || !isPlain) {
        throw new UnsupportedRule('A daily or weekly rule may only name weekdays.');
      }
      if (byday.length === 0) return { frequency: rule['freq'] === 'DAILY' ? 'daily' : 'weekly' };
      if (!isEach && rule['freq'] === 'DAILY')
        throw new UnsupportedRule('A rule for every few days cannot name weekdays.');
      // ical.js numbers weekdays from Sunday, which is 1.
      const week = rule['wkst'];
      if (!isEach && byday.length > 1 && week !== undefined && week !== 2 && week !== 'MO') {
        throw new UnsupportedRule('Weeks must begin on Monday.');
      }
      return { frequency: 'weekly', weekdays: byday.map(({ weekday }) => weekday) };
    }
    case 'MONTHLY':
      if (bymonth.length && !isEach) throw new UnsupportedRule('A rule for every few months cannot name months.');
      if (byday.length && isPlain && !positions.length && !bymonthday.length && isEach && !bymonth.length) {
        return { frequency: 'weekly', weekdays: byday.map(({ weekday }) => weekday) };
      }
      return {
        frequency: bymonth.length ? 'yearly' : 'monthly',
        ...daysOfMonth(byday, bymonthday, positions, due),
        ...(bymonth.length ? { months: bymonth } : {}),
      };
    case 'YEARLY': {
      if (byday.length && !bymonth.length) throw new UnsupportedRule('Weekdays can only be counted within a month.');
      if (positions.length && bymonth.length > 1) throw new UnsupportedRule('BYSETPOS can only count within a month.');
      const own = Number(due.date.slice(5, 7));
      const months =
        bymonthday.length && !bymonth.length ? Array.from({ length: 12 }, (_, index) => index + 1) : bymonth;
      const isOwn = months.length === 0 || (months.length === 1 && months[0] === own);
      return {
        frequency: 'yearly',
        ...daysOfMonth(byday, bymonthday, positions, due),
        ...(isOwn ? {} : { months }),
      };
    }
    default:
      throw new UnsupportedRule(`FREQ=${rule['freq']} is not supported.`);
  }
}

interface Day {
  nth: number | undefined;
  weekday: Weekday;
}

function daysOfMonth(byday: Day[], bymonthday: number[], positions: number[], due: Due): Omit<Days, 'frequency'> {
  if (byday.length && bymonthday.length)
    throw new UnsupportedRule('A weekday together with a day of the month is not supported.');
  const [position, ...others] = positions;
  if (byday.length) {
    const isPlain = byday.every(({ nth }) => nth === undefined);
    const byPosition = isPlain && byday.length === 1 && others.length === 0 && position !== undefined;
    if (byPosition && (position === -1 || (position >= 1 && position <= 4))) {
      return { nthWeekdays: [{ nth: position, weekday: byday[0]!.weekday }] as Recurrence['nthWeekdays'] };
    }
    if (positions.length || byday.some(({ nth }) => nth === undefined)) {
      throw new UnsupportedRule('Each weekday of a month needs a number, as in 2TU.');
    }
    return { nthWeekdays: byday as Recurrence['nthWeekdays'] };
  }
  if (positions.length === 0) return bymonthday.length ? { monthDays: bymonthday } : {};
  // The last one of 28, 29, 30 and 31 is the 31st, or the last day of a shorter month.
  const last = Math.max(...bymonthday);
  const isLastOf = bymonthday.length === last - 27 && bymonthday.every((day) => day >= 28);
  if (position !== -1 || others.length || !isLastOf) throw new UnsupportedRule('BYSETPOS is not supported.');
  return last === Number(due.date.slice(8)) ? {} : { monthDays: [last] };
}

function dayOf(text: unknown): Day {
  const [, nth, code] = /^([+-]?\d+)?([A-Z]{2})$/.exec(String(text)) ?? [];
  const weekday = weekdays.find((day) => day.slice(0, 2).toUpperCase() === code);
  if (!weekday) throw new UnsupportedRule('It names an unknown weekday.');
  return { nth: nth ? Number(nth) : undefined, weekday };
}

function listOf(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function numbersOf(value: unknown): number[] {
  return listOf(value).map(Number);
}
