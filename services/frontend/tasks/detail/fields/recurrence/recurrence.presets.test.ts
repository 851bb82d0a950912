import assert from 'node:assert/strict';
import { recurrence } from '../../../../../../shared/events/task.schema.ts';
import { recurrenceInWords } from '../../../../../../shared/language/format/recurrence.format.ts';
import { hasPredictableDates, nthWeekdayOf, presets } from './recurrence.presets.ts';

const words = (date: string) => presets(date).map((rule) => recurrenceInWords(recurrence.parse(rule), 'en-GB'));

describe('the rules that are proposed for a due', () => {
  it('are made of its day', () => {
    assert.deepEqual(words('2031-01-02'), [
      'every weekday',
      'every week on Thu',
      'every month on the 2nd',
      'every month on the 1st Thu',
      'every month on the last day',
      'every year on the 2nd of Jan',
    ]);
  });

  it('have both names of a fourth weekday that is the last', () => {
    assert.deepEqual(words('2026-11-27').slice(3, 5), ['every month on the 4th Fri', 'every month on the last Fri']);
    assert.deepEqual(nthWeekdayOf('2026-10-30'), { nth: -1, weekday: 'fri' });
  });
});

describe('the next dates', () => {
  const rule = recurrence.parse({ frequency: 'monthly' });

  it('are known from the due, but for the short months of a series that began before', () => {
    assert.ok(hasPredictableDates(rule, '2027-02-28', 1));
    assert.ok(!hasPredictableDates(rule, '2027-02-28', 2));
    assert.ok(hasPredictableDates(rule, '2027-02-27', 2));
    assert.ok(hasPredictableDates({ ...rule, monthDays: [-1] }, '2027-02-28', 2));
  });

  it('are not known where they count from the completion', () => {
    assert.ok(!hasPredictableDates({ ...rule, from: 'completion' }, '2027-02-27', 1));
  });
});
