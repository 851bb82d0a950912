import assert from 'node:assert/strict';
import { etagOf, ifMatchOf } from './etag.ts';
import { MalformedRequest } from './problem.ts';

describe('an ETag', () => {
  it('is a strong one of the version, and matches as it was answered', () => {
    assert.equal(etagOf(12), '"12"');
    assert.equal(ifMatchOf(etagOf(12)), 12);
    assert.equal(ifMatchOf('*'), '*');
    assert.equal(ifMatchOf(undefined), undefined);
  });

  for (const bad of ['', '12', 'W/"12"', '"x"', '""', '"1", "2"', '"-1"', '"1234567890"', ' "1"', '"1"x', '**']) {
    it(`cannot be ${bad || 'nothing'} in If-Match`, () => assert.throws(() => ifMatchOf(bad), MalformedRequest));
  }
});
