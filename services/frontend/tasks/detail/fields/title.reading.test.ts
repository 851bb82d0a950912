import assert from 'node:assert/strict';
import { parseQuickAdd } from '../../../../../shared/language/quick-add.ts';
import { wholeTask } from '../../task.ts';
import { changesBack, changesOf, readEdit } from './title.reading.ts';

const options = { now: new Date('2026-11-26T13:30:00Z'), timeZone: 'Europe/Berlin', locale: 'en-GB', lists: false };
const read = (before: string, after: string, ignore: string[] = []) => {
  const { title, tokens, unread } = readEdit(before, after, parseQuickAdd, { ...options, ignore });
  return [title, tokens.map(({ text }) => text), unread.map(({ text }) => text)];
};

describe('An edit of a title', () => {
  it('is read where it adds something', () => {
    assert.deepEqual(read('Call mum', 'Call mum tomorrow #home p1'), ['Call mum', ['tomorrow', '#home', 'p1'], []]);
    assert.deepEqual(read('Call mum', 'Call mum at 8am and 8pm')[2], ['at 8am and 8pm']);
  });

  it('leaves what stood in the title before', () => {
    assert.deepEqual(read('Call mum tomorrow', 'Call mum and dad tomorrow'), ['Call mum and dad tomorrow', [], []]);
    assert.deepEqual(read('Read #1 #books', 'Read #1 #books friday'), ['Read #1 #books', ['friday'], []]);
    assert.deepEqual(read('Pay at 8am and 8pm', 'Pay it at 8am and 8pm'), ['Pay it at 8am and 8pm', [], []]);
  });

  it('may go on with a phrase, which is then read as a whole', () => {
    assert.deepEqual(read('Call mum to', 'Call mum tomorrow'), ['Call mum', ['tomorrow'], []]);
    assert.deepEqual(read('Call mum tomorrow', 'Call mum tomorrow 9am'), ['Call mum', ['tomorrow 9am'], []]);
  });

  it('keeps as text what it is told to', () => {
    assert.deepEqual(read('Call mum', 'Call mum tomorrow', ['tomorrow']), ['Call mum tomorrow', [], []]);
  });

  it('changes the task, and can be taken back', () => {
    const at = '2026-11-26T13:30:00Z';
    const basic = { id: '1', title: 'Call mum', description: '', completed: false, completedAt: null, version: 1 };
    const task = { ...wholeTask({ ...basic, createdAt: at, updatedAt: at }), tags: ['family'] };
    const edited = readEdit(task.title, 'Call mum tomorrow #home', parseQuickAdd, { ...options, ignore: [] });
    const due = { date: '2026-11-27', time: null, timeZone: 'Europe/Berlin' };
    const changes = changesOf(edited, task);
    assert.deepEqual(changes, { title: 'Call mum', due, tags: ['family', 'home'] });
    assert.deepEqual(changesBack(changes, task), { title: 'Call mum', due: null, tags: ['family'] });
  });
});
