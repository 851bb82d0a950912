import assert from 'node:assert/strict';
import { recurrence } from './task.schema.ts';

describe('a rule of recurrence', () => {
  it('has its sets once each and in order, the last behind the others', () => {
    const monthly = recurrence.parse({ frequency: 'monthly', monthDays: [-1, 15, 1, 15] });
    assert.deepEqual(monthly.monthDays, [1, 15, -1]);
    const nthWeekdays = [
      { nth: -1, weekday: 'mon' },
      { nth: 1, weekday: 'fri' },
      { nth: 1, weekday: 'mon' },
      { nth: 1, weekday: 'fri' },
    ];
    const yearly = recurrence.parse({ frequency: 'yearly', months: [7, 1, 7], nthWeekdays });
    assert.deepEqual(yearly.months, [1, 7]);
    assert.deepEqual(yearly.nthWeekdays, [nthWeekdays[2], nthWeekdays[1], nthWeekdays[0]]);
  });

  it('has only the sets that its frequency knows, and names days in one way', () => {
    const wrong: [object, string][] = [
      [{ frequency: 'daily', weekdays: ['mon'] }, 'weekdays'],
      [{ frequency: 'weekly', monthDays: [1] }, 'monthDays'],
      [{ frequency: 'daily', nthWeekdays: [{ nth: 1, weekday: 'mon' }] }, 'nthWeekdays'],
      [{ frequency: 'monthly', months: [1] }, 'months'],
      [{ frequency: 'monthly', monthDays: [1], nthWeekdays: [{ nth: 1, weekday: 'mon' }] }, 'nthWeekdays'],
      [{ frequency: 'monthly', monthDays: [32] }, 'monthDays'],
      [{ frequency: 'monthly', monthDays: [0] }, 'monthDays'],
      [{ frequency: 'monthly', nthWeekdays: [{ nth: 6, weekday: 'mon' }] }, 'nthWeekdays'],
      [{ frequency: 'yearly', months: [13] }, 'months'],
    ];
    for (const [rule, field] of wrong) {
      const { error } = recurrence.safeParse(rule);
      assert.equal(error?.issues[0]?.path[0], field, JSON.stringify(rule));
    }
  });
});
