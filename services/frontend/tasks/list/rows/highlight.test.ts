import assert from 'node:assert/strict';
import { excerpt, piecesOf } from './highlight.ts';

describe('What a search found', () => {
  it('is read as text and marks, and nothing else', () => {
    assert.deepEqual(piecesOf('a &lt;b&gt; <mark>c &amp; d</mark> &quot;e&#39;'), [
      { text: 'a <b> ', found: false },
      { text: 'c & d', found: true },
      { text: ' "e\'', found: false },
    ]);
    assert.deepEqual(piecesOf('&amp;lt;img&amp;gt;'), [{ text: '&lt;img&gt;', found: false }]);
    assert.deepEqual(piecesOf('<img src=x><mark>y</mark>')[0], { text: '<img src=x>', found: false });
  });

  it('is shown with its surroundings in a long text, and not at all where nothing was found', () => {
    const pieces = piecesOf(`${'long '.repeat(20)}<mark>milk</mark> and more`);
    assert.equal(
      excerpt(pieces, 10)
        ?.map(({ text }) => text)
        .join(''),
      '…long long milk and more',
    );
    assert.equal(excerpt(piecesOf('nothing here')), undefined);
  });
});
