import assert from 'node:assert/strict';
import { type Activity, activityInWords } from './activity.format.ts';

const reader = { timeZone: 'Europe/Berlin', locale: 'en-GB', now: new Date('2026-03-02T11:00:00Z') };
const say = (activity: Partial<Activity>) =>
  activityInWords({ id: '1', action: 'updated', actor: 'user', changes: {}, at: '', ...activity }, reader);
const change = (field: string, from: unknown, to: unknown) => say({ changes: { [field]: { from, to } } }).what[0];
const due = (date: string, time: string | null = null) => ({ date, time, timeZone: 'Europe/Berlin' });

describe('what was done to a task', () => {
  it('tells who did it', () => {
    assert.deepEqual(say({ action: 'created' }), { who: 'You', what: ['added this task'] });
    assert.deepEqual(say({ action: 'completed', actor: 'chat' }), { who: 'You, in the chat', what: ['completed it'] });
    assert.deepEqual(say({ action: 'created', actor: 'recurring' }), {
      who: 'Recurrence',
      what: ['added this as the next occurrence'],
    });
    assert.deepEqual(say({ action: 'reminded', actor: 'reminder' }), { who: 'Reminder', what: ['was sent'] });
  });

  it('tells each field that was changed, from what to what', () => {
    assert.equal(change('title', 'Rent', 'Pay rent'), 'renamed it from “Rent” to “Pay rent”');
    assert.equal(change('priority', 'low', 'urgent'), 'changed the priority from low to urgent');
    assert.equal(change('description', '', 'x'), 'added the description');
    assert.equal(change('description', 'x', ''), 'removed the description');
    assert.equal(change('tags', ['home', 'old'], ['home', 'new']), 'added #new and removed #old');
    assert.equal(change('due', null, due('2026-03-03', '09:00')), 'set the due date to tomorrow 09:00');
    assert.equal(change('due', due('2026-03-02'), due('2026-03-31')), 'changed the due date from today to 31 Mar');
    assert.equal(change('due', due('2026-03-02'), null), 'removed the due date (today)');
    assert.equal(
      change('recurrence', null, { frequency: 'weekly', interval: 2, weekdays: ['mon'], from: 'due' }),
      'set the repetition to every 2 weeks on Mon',
    );
    assert.equal(change('snoozedUntil', null, '2026-03-02T17:00:00.000Z'), 'snoozed it until today 18:00');
    assert.equal(change('snoozedUntil', '2026-03-02T17:00:00.000Z', null), 'ended the snooze');
    assert.equal(change('listId', null, 'a'), 'moved it to another list');
    assert.equal(change('parentId', 'a', null), 'moved it out of its parent');
    assert.equal(change('position', 'a0', 'a1'), 'moved it within its list');
    assert.equal(change('something', 1, 2), 'changed something');
  });

  it('tells which reminders came and went, and when they only moved', () => {
    const ahead = (minutesBefore: number, fireAt = '2026-03-03T08:00:00.000Z') => ({
      minutesBefore,
      fireAt,
      state: 'pending',
    });
    assert.equal(change('reminders', [], [ahead(30)]), 'added the reminder 30 minutes before');
    assert.equal(
      change('reminders', [ahead(30)], [ahead(0), ahead(60)]),
      'added the reminders when it is due, 1 hour before and removed the reminder 30 minutes before',
    );
    const at = { at: '2026-05-03T07:00:00.000Z', fireAt: '2026-05-03T07:00:00.000Z', state: 'pending' };
    assert.equal(change('reminders', [at], []), 'removed the reminder 3 May 09:00');
    assert.equal(change('reminders', [ahead(30)], [ahead(30, '2026-03-04T08:00:00.000Z')]), 'moved the reminders');
  });

  it('does not tell that reminders moved with the due', () => {
    const moved = { due: { from: due('2026-03-02'), to: due('2026-03-03') } };
    const reminder = (fireAt: string) => [{ minutesBefore: 30, fireAt, state: 'pending' }];
    const reminders = { from: reminder('2026-03-02T07:30:00.000Z'), to: reminder('2026-03-03T07:30:00.000Z') };
    assert.deepEqual(say({ changes: { ...moved, reminders } }).what, ['changed the due date from today to tomorrow']);
  });

  it('may be several things at once, and is told even if it says nothing', () => {
    assert.deepEqual(
      say({ changes: { title: { from: 'a', to: 'b' }, due: { from: due('2026-03-02'), to: null } } }).what,
      ['renamed it from “a” to “b”', 'removed the due date (today)'],
    );
    assert.deepEqual(say({}).what, ['changed it']);
  });
});
