import assert from 'node:assert/strict';
import { minutesBeforeInWords, reminderInputs, reminderInWords } from './reminder.format.ts';

const reader = { timeZone: 'Europe/Berlin', locale: 'en-GB', now: new Date('2026-03-02T11:00:00Z') };
const timed = { time: '09:00' };
const allDay = { time: null };

describe('a reminder in words', () => {
  it('tells how long before', () => {
    const cases: [number, string][] = [
      [0, 'when it is due'],
      [1, '1 minute before'],
      [30, '30 minutes before'],
      [60, '1 hour before'],
      [90, '1 hour 30 minutes before'],
      [24 * 60, '1 day before'],
      [2 * 24 * 60, '2 days before'],
      [7 * 24 * 60, '1 week before'],
      [8 * 24 * 60 + 60, '1 week 1 day 1 hour before'],
    ];
    for (const [minutes, words] of cases) assert.equal(minutesBeforeInWords(minutes, timed, 'en-GB'), words);
    assert.equal(minutesBeforeInWords(0, allDay, 'en-GB'), 'at 09:00 on that day');
    assert.equal(minutesBeforeInWords(0, allDay, 'en-US'), 'at 9:00 AM on that day');
  });

  it('tells when it will come, that it came, or that it did not', () => {
    const before = { minutesBefore: 30, fireAt: '2026-03-03T07:30:00.000Z' };
    const say = (state: 'pending' | 'sent' | 'cancelled') => reminderInWords({ ...before, state }, timed, reader);
    assert.deepEqual(say('pending'), { text: '30 minutes before', note: 'tomorrow 08:30' });
    assert.deepEqual(say('sent'), { text: '30 minutes before', note: 'sent tomorrow 08:30' });
    assert.deepEqual(say('cancelled'), { text: '30 minutes before', note: 'not sent' });
  });

  it('of a certain time is that time, in the zone of the reader', () => {
    const at = { fireAt: '2026-03-02T17:00:00.000Z' } as const;
    assert.deepEqual(reminderInWords({ ...at, state: 'pending' }, null, reader), { text: 'Today 18:00', note: '' });
    assert.deepEqual(reminderInWords({ ...at, state: 'sent' }, null, reader), { text: 'Today 18:00', note: 'sent' });
  });

  it('is sent back as it came', () => {
    const fireAt = '2026-03-02T17:00:00.000Z';
    assert.deepEqual(
      reminderInputs([
        { minutesBefore: 0, fireAt },
        { at: fireAt, fireAt },
      ]),
      [{ minutesBefore: 0 }, { at: fireAt }],
    );
  });
});
