import assert from 'node:assert/strict';
import { markedPieces, replaced } from './text.marks.ts';

describe('The marks of a text', () => {
  it('are pieces of it, with the text between them', () => {
    const text = 'Pay #home tomorrow at 8am and 8pm';
    const pieces = markedPieces(text, [{ start: 4, end: 9 }], [{ start: 10, end: 33 }]);
    assert.deepEqual(pieces, [
      { start: 0, text: 'Pay ' },
      { start: 4, text: '#home', kind: 'understood' },
      { start: 9, text: ' ' },
      { start: 10, text: 'tomorrow at 8am and 8pm', kind: 'unread' },
    ]);
    assert.equal(pieces.map((piece) => piece.text).join(''), text);
  });

  it('leave a text as it is where there are none', () => {
    assert.deepEqual(markedPieces('Pay', [], []), [{ start: 0, text: 'Pay' }]);
    assert.deepEqual(markedPieces('', [], []), []);
  });

  it('can be replaced, and the rest stays', () => {
    assert.equal(replaced('Pay at 8am and 8pm now', { start: 4, end: 18 }, 'at 8am'), 'Pay at 8am now');
  });
});
