import assert from 'node:assert/strict';
import { dayFromNow, daysToMonday, instantOf, localOf, postponements } from './moments.ts';

const berlin = (now: string) => ({ timeZone: 'Europe/Berlin', locale: 'en-GB', now: new Date(now) });

describe('moments on the clock of the reader', () => {
  it('are instants, also where the clock is moved', () => {
    assert.equal(instantOf('2026-01-31T09:00', 'Europe/Berlin'), '2026-01-31T08:00:00.000Z');
    assert.equal(instantOf('2026-07-31T09:00', 'Europe/Berlin'), '2026-07-31T07:00:00.000Z');
    // 02:30 is skipped on that night.
    assert.equal(instantOf('2026-03-29T02:30', 'Europe/Berlin'), '2026-03-29T01:30:00.000Z');
  });

  it('are shown as that clock shows them', () => {
    assert.equal(localOf(new Date('2026-01-31T23:30:00Z'), 'Europe/Berlin'), '2026-02-01T00:30');
  });

  it('begin with the day of the reader', () => {
    assert.equal(dayFromNow(0, berlin('2026-01-31T23:30:00Z')), '2026-02-01');
    assert.equal(dayFromNow(1, { timeZone: 'America/New_York', now: new Date('2026-01-31T23:30:00Z') }), '2026-02-01');
  });

  it('know the next Monday', () => {
    assert.equal(daysToMonday(berlin('2026-03-02T11:00:00Z')), 7); // a Monday
    assert.equal(daysToMonday(berlin('2026-03-08T11:00:00Z')), 1);
  });
});

describe('what can be put off', () => {
  const labels = (now: string) => postponements(berlin(now)).map(({ label }) => label);

  it('is put off to an hour from now, the evening, tomorrow or Monday', () => {
    assert.deepEqual(postponements(berlin('2026-03-03T08:00:20Z')), [
      { label: 'In an hour', until: '2026-03-03T09:01:00.000Z' },
      { label: 'This evening, 18:00', until: '2026-03-03T17:00:00.000Z' },
      { label: 'Tomorrow, 09:00', until: '2026-03-04T08:00:00.000Z' },
      { label: 'Next Monday, 09:00', until: '2026-03-09T08:00:00.000Z' },
    ]);
  });

  it('is not offered an evening that is over, or a Monday that is tomorrow', () => {
    assert.deepEqual(labels('2026-03-08T17:30:00Z'), ['In an hour', 'Tomorrow, 09:00']);
  });
});
