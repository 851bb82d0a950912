import assert from 'node:assert/strict';
import { countBoxes, withBox } from './note.boxes.ts';
import { addressesIn, hasMarkup, safeAddress } from './note.links.ts';

describe('The checkboxes of a note', () => {
  const note = ['- [ ] one', '  - [x] two', '```', '- [ ] code', '```', '1. [X] three', '> - [ ] four', '- [ ]'].join(
    '\n',
  );

  it('are counted outside of code, in lists of every kind', () => {
    assert.equal(countBoxes(note), 4);
    assert.equal(countBoxes('[ ] no list\n-[ ] no blank\n- [y] no box'), 0);
  });

  it('are ticked one by one, and nothing else changes', () => {
    assert.equal(withBox(note, 0, true), note.replace('[ ] one', '[x] one'));
    assert.equal(withBox(note, 1, false), note.replace('[x] two', '[ ] two'));
    assert.equal(withBox(note, 3, true), note.replace('[ ] four', '[x] four'));
    assert.equal(withBox(note, 4, true), note);
  });
});

describe('The links of a text', () => {
  it('lead to pages and e-mails, and run nothing', () => {
    assert.equal(safeAddress('https://a.example/b?c'), 'https://a.example/b?c');
    assert.equal(safeAddress('mailto:a@b.example'), 'mailto:a@b.example');
    for (const address of ['javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', '/settings', 'x']) {
      assert.equal(safeAddress(address), undefined);
    }
  });

  it('are found in a title without what ends the sentence', () => {
    const title =
      'Read https://a.example/b, (https://c.example/d) and https://e.example/f_(g). See https://a.example/b!';
    assert.deepEqual(addressesIn(title), ['https://a.example/b', 'https://c.example/d', 'https://e.example/f_(g)']);
    assert.deepEqual(addressesIn('No link: http:// or ftp://a'), []);
  });

  it('are shown in another way than they are typed, as are lists and emphasis', () => {
    for (const text of ['a *b*', '1. a', 'see www.a.example', 'a\n- b', 'me@a.example'])
      assert.ok(hasMarkup(text), text);
    for (const text of ['Plain', 'a - b, 2 of 3.', 'Line\nand line']) assert.ok(!hasMarkup(text), text);
  });
});
