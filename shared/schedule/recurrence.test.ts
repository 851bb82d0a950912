import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { propertyRuns } from '../../tests/support/property-runs.ts';
import { type Due, frequencies, type Recurrence } from '../events/task.schema.ts';
import { weekdays } from '../events/weekdays.ts';
import { dueInstant } from './due.ts';
import { firstDates, nextOccurrence, occurrenceDate } from './recurrence.ts';

const rule = (of: Partial<Recurrence>): Recurrence => ({ frequency: 'daily', interval: 1, from: 'due', ...of });
const at = (date: string, time: string | null = '09:00', timeZone = 'Europe/Berlin'): Due => ({ date, time, timeZone });

/** The dates of the first occurrences. */
function dates(start: string, of: Partial<Recurrence>, count: number): string[] {
  const first = Temporal.PlainDate.from(start);
  return Array.from({ length: count }, (_, index) => occurrenceDate(first, rule(of), index + 1).toString());
}

/** The due after completing occurrence `number` on its day. */
function following(start: Due, of: Partial<Recurrence>, number: number, due: Due, now: string) {
  const completed = { number, due, completedAt: new Date(now) };
  return nextOccurrence({ rule: rule(of), start }, completed, new Date(now));
}

describe('the n-th occurrence', () => {
  const cases: [title: string, start: string, of: Partial<Recurrence>, expected: string[]][] = [
    [
      'comes back to the 31st after a short month',
      '2026-01-31',
      { frequency: 'monthly' },
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
    ],
    [
      'comes back to the leap day',
      '2024-02-29',
      { frequency: 'yearly' },
      ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'],
    ],
    [
      'skips by the interval',
      '2026-01-30',
      { frequency: 'monthly', interval: 13 },
      ['2026-01-30', '2027-02-28', '2028-03-30'],
    ],
    [
      'counts weeks from the first day',
      '2026-11-24',
      { frequency: 'weekly', interval: 2 },
      ['2026-11-24', '2026-12-08', '2026-12-22'],
    ],
    [
      'goes through the weekday set',
      '2026-11-24',
      { frequency: 'weekly', weekdays: ['mon', 'thu'] },
      ['2026-11-24', '2026-11-26', '2026-11-30', '2026-12-03'],
    ],
    [
      'leaves out weeks of a weekday set',
      '2026-11-26',
      { frequency: 'weekly', interval: 2, weekdays: ['mon', 'thu'] },
      ['2026-11-26', '2026-12-07', '2026-12-10', '2026-12-21'],
    ],
    [
      'ends its weeks on Sunday',
      '2026-11-29',
      { frequency: 'weekly', interval: 2, weekdays: ['mon', 'sun'] },
      ['2026-11-29', '2026-12-07', '2026-12-13', '2026-12-21'],
    ],
    [
      'falls on the last day where a month lacks the named one',
      '2026-12-31',
      { frequency: 'monthly', monthDays: [30, 31] },
      ['2026-12-31', '2027-01-30', '2027-01-31', '2027-02-28', '2027-03-30'],
    ],
    [
      'is the last day of each month',
      '2026-11-30',
      { frequency: 'monthly', monthDays: [-1] },
      ['2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28'],
    ],
    [
      'is the third Thursday of each month',
      '2026-12-17',
      { frequency: 'monthly', nthWeekdays: [{ nth: 3, weekday: 'thu' }] },
      ['2026-12-17', '2027-01-21', '2027-02-18'],
    ],
    [
      'falls on the last Friday where there is no fifth',
      '2027-01-29',
      { frequency: 'monthly', nthWeekdays: [{ nth: 5, weekday: 'fri' }] },
      ['2027-01-29', '2027-02-26', '2027-03-26', '2027-04-30'],
    ],
    [
      'goes through the months of the year, from a first date that is none of theirs',
      '2026-11-26',
      { frequency: 'yearly', months: [1, 7], monthDays: [1] },
      ['2026-11-26', '2027-01-01', '2027-07-01', '2028-01-01'],
    ],
  ];
  for (const [title, start, of, expected] of cases) {
    it(title, () => assert.deepEqual(dates(start, of, expected.length), expected));
  }

  const rules = fc.record({
    frequency: fc.constantFrom(...frequencies),
    interval: fc.integer({ min: 1, max: 999 }),
    days: fc.option(fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }), { nil: undefined }),
  });
  const starts = fc
    .integer({ min: 0, max: 100_000 })
    .map((days) => Temporal.PlainDate.from('1900-01-01').add({ days }));
  const made = ({
    frequency,
    interval,
    days,
  }: {
    frequency: Recurrence['frequency'];
    interval: number;
    days: Recurrence['weekdays'];
  }) => {
    const set = days && weekdays.filter((day) => days.includes(day));
    return rule({ frequency, interval, ...(frequency === 'weekly' && set ? { weekdays: set } : {}) });
  };

  it('is strictly later each time, whatever the rule', () => {
    fc.assert(
      fc.property(rules, starts, fc.integer({ min: 1, max: 200 }), (of, start, n) => {
        const [earlier, later] = [occurrenceDate(start, made(of), n), occurrenceDate(start, made(of), n + 1)];
        assert.ok(Temporal.PlainDate.compare(earlier, later) < 0, `${earlier} is not before ${later}`);
      }),
      propertyRuns(50),
    );
  });

  it('keeps to the weekday set from the second on', () => {
    fc.assert(
      fc.property(rules, starts, fc.integer({ min: 2, max: 200 }), (of, start, n) => {
        const weekly = { ...of, frequency: 'weekly' as const };
        fc.pre(weekly.days !== undefined);
        const day = weekdays[occurrenceDate(start, made(weekly), n).dayOfWeek - 1]!;
        assert.ok(weekly.days?.includes(day));
      }),
      propertyRuns(50),
    );
  });
});

describe('what follows a completion', () => {
  it('is the next occurrence when completed on time', () => {
    const start = at('2026-01-31');
    const second = following(start, { frequency: 'monthly' }, 1, start, '2026-01-31T07:00:00Z');
    assert.deepEqual(second, { number: 2, due: at('2026-02-28') });
    const third = following(start, { frequency: 'monthly' }, 2, at('2026-02-28'), '2026-02-28T10:00:00Z');
    assert.deepEqual(third, { number: 3, due: at('2026-03-31') });
  });

  it('lies after now when occurrences were missed, and the missed ones count', () => {
    const start = at('2026-01-01');
    const next = following(start, {}, 1, start, '2026-01-10T12:00:00Z');
    assert.deepEqual(next, { number: 11, due: at('2026-01-11') });
    assert.equal(following(start, { count: 10 }, 1, start, '2026-01-10T12:00:00Z'), undefined);
  });

  it('lies after the due that was moved ahead', () => {
    const start = at('2026-01-01');
    const next = following(start, { frequency: 'weekly' }, 1, at('2026-01-20'), '2026-01-02T12:00:00Z');
    assert.deepEqual(next, { number: 4, due: at('2026-01-22') });
  });

  it('is one with the day after it, on a day that its zone left out', () => {
    const start = at('2011-12-29', '09:00', 'Pacific/Apia');
    const next = following(start, {}, 1, start, '2011-12-29T19:00:00Z');
    assert.deepEqual(next, { number: 2, due: at('2011-12-30', '09:00', 'Pacific/Apia') });
    assert.equal(dueInstant(next!.due).toISOString(), '2011-12-30T19:00:00.000Z'); // the 31st there
    assert.equal(following(start, {}, 2, next!.due, '2011-12-29T20:00:00Z')?.due.date, '2012-01-01');
  });

  it('is found at once for a daily rule since 1900', () => {
    const start = at('1900-01-01', null, 'UTC');
    const next = following(start, {}, 1, start, '2026-11-24T12:00:00Z');
    assert.equal(next?.due.date, '2026-11-24');
    assert.equal(next?.number, 46_349);
  });

  it('ends with until, inclusive, and with count', () => {
    const start = at('2026-01-01');
    const on = (until: string) => following(start, { until }, 1, start, '2026-01-01T07:00:00Z');
    assert.equal(on('2026-01-02')?.number, 2);
    assert.equal(on('2026-01-01'), undefined);
    assert.equal(following(start, { count: 1 }, 1, start, '2026-01-01T07:00:00Z'), undefined);
    assert.equal(following(at('9999-12-31'), {}, 1, at('9999-12-31'), '2026-01-01T07:00:00Z'), undefined);
  });

  it('counts from the day of completion, in the zone of the due, where the rule says so', () => {
    const start = at('2026-01-01', '09:00', 'Pacific/Auckland');
    const of = { frequency: 'weekly', from: 'completion' } as const;
    const next = following(start, of, 3, at('2026-01-15', '09:00', 'Pacific/Auckland'), '2026-01-19T20:00:00Z');
    assert.deepEqual(next, { number: 4, due: at('2026-01-27', '09:00', 'Pacific/Auckland') });
  });

  it('keeps the wall time over daylight saving: a skipped time moves on by the gap, a doubled one is the earlier', () => {
    const cases: [due: Due, expected: string][] = [
      [at('2026-03-28', '02:30'), '2026-03-28T01:30:00.000Z'],
      [at('2026-03-29', '02:30'), '2026-03-29T01:30:00.000Z'],
      [at('2026-10-25', '02:30'), '2026-10-25T00:30:00.000Z'],
      [at('2026-03-08', '02:30', 'America/New_York'), '2026-03-08T07:30:00.000Z'],
      [at('2026-11-01', '01:30', 'America/New_York'), '2026-11-01T05:30:00.000Z'],
      [at('2026-10-04', '02:15', 'Australia/Lord_Howe'), '2026-10-03T15:45:00.000Z'],
      [at('2026-04-05', '01:45', 'Australia/Lord_Howe'), '2026-04-04T14:45:00.000Z'],
    ];
    for (const [due, expected] of cases) assert.equal(dueInstant(due).toISOString(), expected, JSON.stringify(due));
  });
});

describe('the first dates of a series', () => {
  const first = (of: Partial<Recurrence>, start = '2026-01-31') =>
    firstDates({ rule: rule({ frequency: 'monthly', ...of }), start: at(start) }, 3);

  it('begin with its due', () => assert.deepEqual(first({}), ['2026-01-31', '2026-02-28', '2026-03-31']));

  it('are fewer where it ends before', () => {
    assert.deepEqual(first({ count: 2 }), ['2026-01-31', '2026-02-28']);
    assert.deepEqual(first({ until: '2026-03-30' }), ['2026-01-31', '2026-02-28']);
    assert.deepEqual(first({}, '9999-11-30'), ['9999-11-30', '9999-12-30']);
  });
});
