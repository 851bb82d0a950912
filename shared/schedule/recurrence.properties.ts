import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { rules, starts } from '../../tests/support/backend/recurrence.arbitraries.ts';
import { propertyRuns } from '../../tests/support/property-runs.ts';
import type { Due, Recurrence } from '../events/task.schema.ts';
import { weekdays } from '../events/weekdays.ts';
import { dueInstant } from './due.ts';
import { nextOccurrence, occurrenceDate } from './recurrence.ts';

// Run by recurrence.properties.test.ts, in several time zones of the process.

const namesDays = ({ monthDays, nthWeekdays, months }: Recurrence) => !!(monthDays || nthWeekdays || months);
const numbers = fc.integer({ min: 1, max: 60 });

const plain = (due: Due) => Temporal.PlainDate.from(due.date);
const occurrence = (start: Due, rule: Recurrence, n: number): Due => {
  return { ...start, date: occurrenceDate(plain(start), rule, n).toString() };
};
const onTime = (start: Due, rule: Recurrence, number: number, due: Due) => {
  const now = dueInstant(due);
  return nextOccurrence({ rule, start }, { number, due, completedAt: now }, now);
};
const withinCalendar = (start: Due, rule: Recurrence, n: number) => {
  fc.pre(plain(start).year + (n * rule.interval) / (rule.frequency === 'yearly' ? 1 : 12) < 9990);
};

describe(`recurrence, in a process of the zone ${process.env['TZ']}`, () => {
  it('is tested in that zone', () => {
    assert.equal(new Intl.DateTimeFormat().resolvedOptions().timeZone, process.env['TZ']);
  });

  it('has an n-th occurrence that depends on anchor and n alone: step by step is the same as at once', () => {
    fc.assert(
      fc.property(starts, rules, fc.integer({ min: 2, max: 30 }), (start, rule, last) => {
        withinCalendar(start, rule, last);
        let current: { number: number; due: Due } = { number: 1, due: start };
        while (current.number < last) {
          const next = onTime(start, rule, current.number, current.due);
          assert.deepEqual(next, {
            number: current.number + 1,
            due: occurrence(start, rule, current.number + 1),
          });
          current = next;
        }
      }),
      propertyRuns(50),
    );
  });

  it('goes on with the first occurrence that is after now, the due, and the number', () => {
    const late = fc.oneof(
      fc.record({ occurrences: fc.integer({ min: 0, max: 5 }), minutes: fc.constant(0) }),
      fc.record({ occurrences: fc.constant(0), minutes: fc.integer({ min: -5_000_000, max: 50_000_000 }) }),
    );
    fc.assert(
      fc.property(starts, rules, numbers, late, (start, rule, number, { occurrences, minutes }) => {
        withinCalendar(start, rule, number + 100);
        const due = occurrence(start, rule, number);
        const from = dueInstant(occurrence(start, rule, number + occurrences));
        const now = new Date(from.getTime() + minutes * 60_000);
        const next = nextOccurrence({ rule, start }, { number, due, completedAt: now }, now);
        assert.ok(next && next.number > number);
        assert.deepEqual(next.due, occurrence(start, rule, next.number));
        const after = Math.max(now.getTime(), dueInstant(due).getTime());
        assert.ok(dueInstant(next.due).getTime() > after);
        const before = occurrence(start, rule, next.number - 1);
        assert.ok(next.number === number + 1 || dueInstant(before).getTime() <= after);
      }),
      propertyRuns(50),
    );
  });

  it('is strictly later each time, to the calendar and to the clock', () => {
    fc.assert(
      fc.property(starts, rules, fc.integer({ min: 1, max: 1000 }), (start, rule, n) => {
        withinCalendar(start, rule, n + 1);
        const [earlier, later] = [occurrence(start, rule, n), occurrence(start, rule, n + 1)];
        assert.ok(earlier.date < later.date);
        assert.ok(dueInstant(earlier) < dueInstant(later));
      }),
      propertyRuns(50),
    );
  });

  it('keeps the wall time wherever that time exists, and goes on by the gap where it does not', () => {
    fc.assert(
      fc.property(starts, rules, fc.integer({ min: 1, max: 4 }), (start, rule, n) => {
        fc.pre(start.time !== null);
        withinCalendar(start, rule, n);
        const due = occurrence(start, rule, n);
        const wanted = Date.parse(`${due.date}T${due.time}:00Z`);
        const instant = dueInstant(due).getTime();
        const moved = wallClock(instant, due.timeZone) - wanted;
        if (moved === 0) {
          // Not the second of two: an hour (and half an hour) earlier the clock showed another time.
          for (const gap of [30, 60]) assert.notEqual(wallClock(instant - gap * 60_000, due.timeZone), wanted);
        } else {
          const hour = 3_600_000;
          const offsets = [-24, 24].map((h) => wallClock(instant + h * hour, due.timeZone) - (instant + h * hour));
          assert.equal(moved, offsets[1]! - offsets[0]!);
          for (const offset of offsets) assert.notEqual(wallClock(wanted - offset, due.timeZone), wanted);
        }
      }),
      propertyRuns(100),
    );
  });

  it('never leaves its day of the month but for a month that is too short', () => {
    fc.assert(
      fc.property(starts, rules, numbers, (start, rule, n) => {
        fc.pre(rule.frequency === 'monthly' || rule.frequency === 'yearly');
        fc.pre(!namesDays(rule));
        withinCalendar(start, rule, n);
        const found = plain(occurrence(start, rule, n));
        assert.equal(found.day, Math.min(plain(start).day, found.daysInMonth));
        const months = (found.year - plain(start).year) * 12 + found.month - plain(start).month;
        assert.equal(months, (n - 1) * rule.interval * (rule.frequency === 'yearly' ? 12 : 1));
      }),
      propertyRuns(50),
    );
  });

  it('agrees with an independent implementation of RFC 5545, where that does not leave out short months', () => {
    fc.assert(
      fc.property(starts, rules, fc.integer({ min: 2, max: 25 }), (start, rule, count) => {
        const { day, month } = plain(start);
        const inEveryMonth = (rule.monthDays ?? (rule.nthWeekdays ? [] : [day])).every((one) => one <= 28);
        fc.pre(rule.frequency !== 'monthly' || inEveryMonth);
        fc.pre(rule.frequency !== 'yearly' || inEveryMonth || (!namesDays(rule) && (month !== 2 || day !== 29)));
        fc.pre(rule.nthWeekdays?.every(({ nth }) => nth < 5) ?? true);
        withinCalendar(start, rule, count);
        const numbersFromTwo = Array.from({ length: count }, (_, index) => index + 2);
        const ours = numbersFromTwo.map((n) => occurrence(start, rule, n).date);
        assert.deepEqual(ours, byTheirs(start, rule, count));
      }),
      propertyRuns(50),
    );
  });

  it('has every date that a rule names from the second on, what a month lacks on its last day or such weekday', () => {
    fc.assert(
      fc.property(starts, rules, fc.integer({ min: 2, max: 40 }), (start, rule, n) => {
        fc.pre(namesDays(rule));
        withinCalendar(start, rule, n);
        const found = plain(occurrence(start, rule, n));
        const last = found.daysInMonth;
        const day = rule.monthDays ?? (rule.nthWeekdays ? undefined : [plain(start).day]);
        if (day) assert.ok(day.some((one) => found.day === (one === -1 ? last : Math.min(one, last))));
        const isLast = found.day + 7 > last;
        const nth = Math.ceil(found.day / 7);
        const named = rule.nthWeekdays?.filter(({ weekday }) => weekdays.indexOf(weekday) === found.dayOfWeek - 1);
        if (named) assert.ok(named.some((one) => one.nth === nth || (isLast && (one.nth === -1 || one.nth > nth))));
        if (rule.frequency === 'yearly') assert.ok((rule.months ?? [plain(start).month]).includes(found.month));
      }),
      propertyRuns(50),
    );
  });
});

/** What a clock on the wall shows, as if it hung in Greenwich; from the tables of the runtime, not of Temporal. */
function wallClock(instant: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      calendar: 'iso8601',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts['year']!, parts['month']! - 1, parts['day'], parts['hour'], parts['minute'], parts['second']);
}
const formats = new Map<string, Intl.DateTimeFormat>();

const code = (weekday: (typeof weekdays)[number]) => weekday.slice(0, 2).toUpperCase();

/** The dates after the first. In UTC, for the zones are their owner's affair: see the wall time above. */
function byTheirs(start: Due, rule: Recurrence, count: number): string[] {
  const theirs = new RRuleTemporal({
    freq: rule.frequency.toUpperCase() as 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY',
    interval: rule.interval,
    wkst: 'MO',
    ...(rule.weekdays ? { byDay: rule.weekdays.map(code) } : {}),
    ...(rule.monthDays ? { byMonthDay: rule.monthDays } : {}),
    ...(rule.nthWeekdays ? { byDay: rule.nthWeekdays.map(({ nth, weekday }) => `${nth}${code(weekday)}`) } : {}),
    ...(namesDays(rule) && !rule.monthDays && !rule.nthWeekdays ? { byMonthDay: [plain(start).day] } : {}),
    ...(rule.frequency === 'yearly' && namesDays(rule) ? { byMonth: rule.months ?? [plain(start).month] } : {}),
    count: count + 1,
    dtstart: plain(start).toZonedDateTime('UTC'),
  });
  const dates = theirs.all().map((found) => found.toPlainDate().toString());
  // The first is theirs only where it fits the rule.
  return dates.filter((found) => found > start.date).slice(0, count);
}
