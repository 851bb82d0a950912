import assert from 'node:assert/strict';
import { actionInWords } from './action.format.ts';

const milk = { id: 'a', title: 'Buy milk', completed: false };
const rent = { id: 'b', title: 'Pay rent', completed: false };
const say = (tool: string, result: unknown) => actionInWords({ tool, arguments: {}, result });
const here = ({ id, title }: typeof milk, gone = false) => ({ id, title, gone });

describe('what the chatbot did', () => {
  it('is told with the task it did it to', () => {
    assert.deepEqual(say('add', milk), { text: 'Added', tasks: [here(milk)], more: 0 });
    assert.deepEqual(say('complete', rent), { text: 'Completed', tasks: [here(rent)], more: 0 });
  });

  it('may be done to several', () => {
    assert.deepEqual(say('add_several', { items: [milk, rent] }), {
      text: 'Added',
      tasks: [here(milk), here(rent)],
      more: 0,
    });
  });

  it('tells the first five of what it found, and how many more', () => {
    const items = Array.from({ length: 7 }, (_, n) => ({ id: String(n), title: `Task ${n}` }));
    const found = say('list', { items, nextCursor: null });
    assert.equal(found?.text, 'Found');
    assert.equal(found?.tasks.length, 5);
    assert.equal(found?.more, 2);
  });

  it('does not link to what is gone', () => {
    assert.deepEqual(say('delete', { deleted: milk }), { text: 'Deleted', tasks: [here(milk, true)], more: 0 });
    assert.deepEqual(say('undo', { items: [{ undone: 'add', change: 'deleted', task: milk }] }), {
      text: 'Undid',
      tasks: [here(milk, true)],
      more: 0,
    });
  });

  it('is a question where it only asks', () => {
    assert.deepEqual(say('delete', { wouldDelete: milk, next: '…' }), {
      text: 'Asks to delete',
      tasks: [here(milk)],
      more: 0,
    });
  });

  it('is nothing where nothing was found, or the result is none that is known', () => {
    for (const result of [{ items: [] }, null, 'text', { items: 'text' }, {}]) {
      assert.equal(say('list', result), undefined);
      assert.equal(say('something_new', result), undefined);
    }
  });
});
