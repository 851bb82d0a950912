import assert from 'node:assert/strict';
import { recurrence } from '../../events/task.schema.ts';
import { parseQuickAdd } from '../quick-add.ts';
import { dueInWords, instantInWords } from './due.format.ts';
import { recurrenceInWords } from './recurrence.format.ts';
import { minutesInWords } from './reminder.format.ts';

const reader = { timeZone: 'Europe/Berlin', locale: 'en-GB', now: new Date('2026-11-24T13:00:00Z') };

describe('a recurrence in words', () => {
  const said: [object, string][] = [
    [{ frequency: 'daily' }, 'every day'],
    [{ frequency: 'weekly', interval: 2, weekdays: ['thu', 'mon'] }, 'every 2 weeks on Mon, Thu'],
    [{ frequency: 'weekly', weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'] }, 'every weekday'],
    [{ frequency: 'weekly', weekdays: ['fri'] }, 'every week on Fri'],
    [{ frequency: 'monthly', until: '2027-12-31' }, 'every month, until 31 Dec 2027'],
    [{ frequency: 'yearly', count: 5 }, 'every year, 5 times'],
    [{ frequency: 'monthly', monthDays: [-1, 15, 1] }, 'every month on the 1st, 15th and last day'],
    [{ frequency: 'monthly', nthWeekdays: [{ nth: -1, weekday: 'fri' }] }, 'every month on the last Fri'],
    [{ frequency: 'monthly', interval: 2, nthWeekdays: [{ nth: 3, weekday: 'thu' }] }, 'every 2 months on the 3rd Thu'],
    [{ frequency: 'yearly', months: [1, 7] }, 'every year in Jan and Jul'],
    [{ frequency: 'yearly', months: [2], monthDays: [-1] }, 'every year on the last day of Feb'],
    [
      { frequency: 'yearly', months: [9], nthWeekdays: [{ nth: 1, weekday: 'mon' }] },
      'every year on the 1st Mon of Sept',
    ],
    [{ frequency: 'daily', interval: 3, from: 'completion' }, '3 days after completion'],
    [{ frequency: 'monthly', from: 'completion', count: 1 }, '1 month after completion, once'],
  ];
  it('is as one would say it', () => {
    for (const [rule, words] of said) assert.equal(recurrenceInWords(recurrence.parse(rule), 'en-GB'), words);
  });

  it('has its dates as its reader writes them', () => {
    const rule = recurrence.parse({ frequency: 'monthly', until: '2027-12-31' });
    assert.equal(recurrenceInWords(rule, 'en-US'), 'every month, until Dec 31, 2027');
    assert.equal(recurrenceInWords(rule, 'de-DE'), 'every month, until 31 Dec 2027');
  });

  it('means the same when it is typed again', () => {
    for (const [rule, words] of said.filter(([, words]) => !words.endsWith('once'))) {
      assert.deepEqual(parseQuickAdd(`Task ${words}`, reader).recurrence, recurrence.parse(rule), words);
    }
  });
});

describe('a due in words', () => {
  const due = (date: string, time: string | null = null, timeZone = 'Europe/Berlin') =>
    dueInWords({ date, time, timeZone }, reader);

  it('is said relative to today while that is near', () => {
    assert.deepEqual(
      ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-30', '2026-12-01', '2027-01-31'].map((date) =>
        due(date),
      ),
      ['yesterday', 'today', 'tomorrow', 'Thu', 'Mon', '1 Dec', '31 Jan 2027'],
    );
    assert.equal(due('2026-11-25', '18:00'), 'tomorrow 18:00');
  });

  it('is told by the reader’s clock, but a whole day stays that day', () => {
    assert.equal(due('2026-11-25', '07:00', 'Asia/Tokyo'), 'today 23:00');
    assert.equal(due('2026-11-25', null, 'Asia/Tokyo'), 'tomorrow');
    assert.equal(instantInWords(new Date('2026-11-24T23:30:00Z'), reader), 'tomorrow 00:30');
  });
});

describe('a reminder in words', () => {
  it('uses the largest unit that fits', () => {
    assert.deepEqual([0, 1, 30, 60, 90, 1440, 20160].map(minutesInWords), [
      'when due',
      '1 minute before',
      '30 minutes before',
      '1 hour before',
      '90 minutes before',
      '1 day before',
      '2 weeks before',
    ]);
  });
});
