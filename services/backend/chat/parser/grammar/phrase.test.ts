import assert from 'node:assert/strict';
import { oneOf, phrase, whole } from './phrase.ts';

describe('a phrase of a regular expression', () => {
  it('is read as people write it: any blanks, either apostrophe, any case, and the whole message', () => {
    const pattern = whole(phrase`don't (?<what>\p{L}+)`);
    assert.equal(pattern.exec("Don't  stop")?.groups?.['what'], 'stop');
    assert.equal(pattern.exec('don’t\nwait')?.groups?.['what'], 'wait');
    assert.equal(pattern.exec("please don't stop"), null);
  });

  it('has alternatives on lines of their own, and parts that are phrases themselves', () => {
    const end = oneOf`
      right now
      ${phrase`at (?:once|last)`}
    `;
    const pattern = whole(phrase`go ${end}`);
    assert.deepEqual(
      ['go right  now', 'go at once', 'go at', 'go'].map((text) => pattern.test(text)),
      [true, true, false, false],
    );
  });
});
