import assert from 'node:assert/strict';
import { commandOf, type Key } from './shortcuts.ts';

const key = (name: string, more: Partial<Key> = {}): Key => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 0,
  defaultPrevented: false,
  repeat: false,
  ...more,
});

describe('Keys', () => {
  it('stand for commands on the page', () => {
    const commands = ['q', 'n', '/', 'j', 'k', 'e', 'x', 'd', 'p', '?', 'Escape'].map((name) =>
      commandOf(key(name), 'page'),
    );
    const expected = ['add', 'add', 'search', 'down', 'up', 'edit', 'complete', 'due', 'priority', 'help', 'close'];
    assert.deepEqual(commands, expected);
  });

  it('are letters in a field, and the field’s own in a dialog', () => {
    for (const name of ['x', '/', '?', 'Escape']) {
      assert.equal(commandOf(key(name), 'field'), undefined);
      assert.equal(commandOf(key(name), 'popup'), undefined);
    }
  });

  it('open the palette from everywhere with Ctrl or Cmd and K, but in a dialog', () => {
    assert.equal(commandOf(key('k', { ctrlKey: true }), 'field'), 'palette');
    assert.equal(commandOf(key('K', { metaKey: true }), 'page'), 'palette');
    assert.equal(commandOf(key('k', { ctrlKey: true }), 'popup'), undefined);
  });

  it('may follow another key, or be held with Ctrl or Cmd', () => {
    assert.equal(commandOf(key('t'), 'page', 'g'), 'goToday');
    assert.equal(commandOf(key('t'), 'page'), undefined);
    assert.equal(commandOf(key('x'), 'page', 'g'), 'complete');
    assert.equal(commandOf(key('z', { ctrlKey: true }), 'page'), 'undo');
    assert.equal(commandOf(key('Z', { metaKey: true, shiftKey: true }), 'page'), 'redo');
    assert.equal(commandOf(key('z', { ctrlKey: true }), 'field'), undefined);
  });

  it('move a task with Alt, Shift and the arrows, which alone hide and show subtasks', () => {
    const held = { altKey: true, shiftKey: true };
    assert.equal(commandOf(key('ArrowUp', held), 'page'), 'moveUp');
    assert.equal(commandOf(key('ArrowRight', held), 'page'), 'indent');
    assert.equal(commandOf(key('ArrowLeft', held), 'field'), undefined);
    assert.equal(commandOf(key('ArrowLeft', { altKey: true }), 'page'), undefined);
    assert.equal(commandOf(key('ArrowLeft'), 'page'), 'collapse');
    assert.equal(commandOf(key('ArrowLeft', { shiftKey: true }), 'page'), undefined);
  });

  it('leave the browser’s own shortcuts alone', () => {
    assert.equal(commandOf(key('n', { ctrlKey: true }), 'page'), undefined);
    assert.equal(commandOf(key('d', { metaKey: true }), 'page'), undefined);
    assert.equal(commandOf(key('e', { altKey: true }), 'page'), undefined);
  });

  it('are nothing while an input method composes a word, or when somebody has taken them', () => {
    assert.equal(commandOf(key('x', { isComposing: true }), 'page'), undefined);
    assert.equal(commandOf(key('x', { keyCode: 229 }), 'page'), undefined);
    assert.equal(commandOf(key('x', { defaultPrevented: true }), 'page'), undefined);
  });

  it('go on through the rows while they are held, and do everything else once', () => {
    assert.equal(commandOf(key('j', { repeat: true }), 'page'), 'down');
    assert.equal(commandOf(key('x', { repeat: true }), 'page'), undefined);
  });
});
