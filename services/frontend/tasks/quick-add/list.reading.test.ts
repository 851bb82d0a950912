import assert from 'node:assert/strict';
import { parseQuickAdd } from '../../../../shared/language/quick-add.ts';
import type { List } from '../lists/list.names.ts';
import { readText } from './list.reading.ts';

const list = (id: string, name: string, archived = false) => ({ id, name, archived }) as List;
const lists = [list('work', 'Work'), list('home', 'Home office'), list('old', 'Old', true)];
const reader = { timeZone: 'Europe/Berlin', now: new Date('2027-01-31T12:00:00Z'), locale: 'en-GB' };
const read = (text: string) => {
  const { title, listId, unread } = readText(parseQuickAdd, text, reader, lists);
  return [title, listId, unread.map(({ reason }) => reason)];
};

describe('A list in a typed text', () => {
  it('is the one of that name, whatever its case, and with dashes for blanks', () => {
    assert.deepEqual(read('Report +work tomorrow'), ['Report', 'work', []]);
    assert.deepEqual(read('Paint +home-office'), ['Paint', 'home', []]);
  });

  it('stays in the title where there is none of that name, or only an archived one', () => {
    assert.deepEqual(read('Paint +garden'), ['Paint +garden', undefined, ['There is no list “garden”.']]);
    assert.deepEqual(read('Paint +old'), ['Paint +old', undefined, ['There is no list “old”.']]);
  });
});
