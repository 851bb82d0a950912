import assert from 'node:assert/strict';
import { dateByKey, weeksOfMonth } from './month.ts';

describe('a month in the calendar', () => {
  it('has whole weeks, which begin where the locale’s do', () => {
    const ends = (locale: string) => weeksOfMonth('2026-11-26', locale).map((week) => `${week[0]} ${week[6]}`);
    assert.deepEqual(ends('en-US'), [
      '2026-11-01 2026-11-07',
      '2026-11-08 2026-11-14',
      '2026-11-15 2026-11-21',
      '2026-11-22 2026-11-28',
      '2026-11-29 2026-12-05',
    ]);
    assert.equal(ends('de-DE')[0], '2026-10-26 2026-11-01');
    assert.equal(ends('de-DE').at(-1), '2026-11-30 2026-12-06');
    assert.equal(ends('fa-IR')[0], '2026-10-31 2026-11-06');
    assert.equal(weeksOfMonth('2027-02-03', 'de-DE').length, 4);
  });

  it('is walked through with the keyboard', () => {
    const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'x'];
    assert.deepEqual(
      keys.map((key) => dateByKey('2027-01-31', key, 'de-DE')),
      [
        ...['2027-01-30', '2027-02-01', '2027-01-24', '2027-02-07', '2027-01-25', '2027-01-31', '2026-12-31'],
        ...['2027-02-28', undefined],
      ],
    );
    assert.equal(dateByKey('2027-01-31', 'Home', 'en-US'), '2027-01-31');
  });
});
