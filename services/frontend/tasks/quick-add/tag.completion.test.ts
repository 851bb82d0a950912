import assert from 'node:assert/strict';
import { proposedTags, tagBegun, withTag } from './tag.completion.ts';

const known = ['home', 'homework', 'two words', 'c#'];

describe('A tag that is being typed', () => {
  it('reaches from its sign to the caret', () => {
    assert.deepEqual(tagBegun('Pay #Ho', 7), { start: 4, sign: '#', typed: 'ho' });
    assert.deepEqual(tagBegun('#', 1), { start: 0, sign: '#', typed: '' });
    assert.deepEqual(tagBegun('Pay +Wo', 7), { start: 4, sign: '+', typed: 'wo' });
    assert.deepEqual(tagBegun('Pay #home now', 6), { start: 4, sign: '#', typed: 'h' });
  });

  it('is none inside a word, or behind a blank', () => {
    for (const text of ['C#', 'Pay #home ', 'Pay', '']) assert.equal(tagBegun(text, text.length), undefined);
  });

  it('is completed by those that begin with it and have no blanks', () => {
    assert.deepEqual(proposedTags(known, { start: 0, sign: '#', typed: '' }), ['home', 'homework']);
    assert.deepEqual(proposedTags(known, { start: 0, sign: '#', typed: 'homew' }), ['homework']);
  });

  it('is complete where there is such a tag', () => {
    assert.deepEqual(proposedTags(known, { start: 0, sign: '#', typed: 'home' }), []);
  });

  it('ends with a blank, with the caret behind it', () => {
    const begun = { start: 4, sign: '#', typed: 'ho' } as const;
    assert.deepEqual(withTag('Pay #ho', 7, begun, 'home'), { text: 'Pay #home ', caret: 10 });
    assert.deepEqual(withTag('Pay #ho today', 7, begun, 'home'), { text: 'Pay #home today', caret: 10 });
  });
});
