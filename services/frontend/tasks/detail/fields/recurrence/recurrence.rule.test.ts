import assert from 'node:assert/strict';
import { endOf, wholeNumber, withEnd, withFrequency, withWeekdays } from './recurrence.rule.ts';

describe('a rule of recurrence', () => {
  const weekly = { frequency: 'weekly', interval: 2, weekdays: ['mon', 'thu'], from: 'completion', count: 5 } as const;
  const rule = { ...weekly, weekdays: [...weekly.weekdays] };

  it('begins with every one of a unit, counted from the due', () => {
    assert.deepEqual(withFrequency(null, 'monthly'), { frequency: 'monthly', interval: 1, from: 'due' });
  });

  it('keeps with another unit what goes with that', () => {
    assert.deepEqual(withFrequency(rule, 'daily'), { frequency: 'daily', interval: 2, from: 'completion', count: 5 });
    assert.deepEqual(withFrequency(rule, 'weekly'), rule);
  });

  it('has its weekdays in the order of the week, or none', () => {
    assert.deepEqual(withWeekdays(rule, ['sun', 'tue']).weekdays, ['tue', 'sun']);
    assert.ok(!('weekdays' in withWeekdays(rule, [])));
  });

  it('ends in one way only', () => {
    assert.equal(endOf(rule), 'count');
    const until = withEnd(rule, { until: '2026-12-31' });
    assert.equal(endOf(until), 'until');
    assert.ok(!('count' in until));
    assert.equal(endOf(withEnd(until, {})), 'never');
  });

  it('takes whole numbers within bounds', () => {
    assert.equal(wholeNumber(' 12 ', 999), 12);
    for (const text of ['', '0', '1000', '1.5', '-1', 'x', '1e2'])
      assert.equal(wholeNumber(text, 999), undefined, text);
  });
});
