import assert from 'node:assert/strict';
import { etagOf, ifMatchOf, isMet } from './etag.ts';
import { MalformedRequest } from './problem.ts';

describe('an ETag', () => {
  const isMetBy = (header: string | undefined, version: number) => isMet(ifMatchOf(header), version);

  it('is a strong one of the version', () => assert.equal(etagOf(12), '"12"'));

  for (const header of [undefined, '*', '"12"', '"11", "12"', '"12","13"', ' ,"a,b" , W/"1",, "12"', '"12",']) {
    it(`of version 12 meets If-Match: ${header}`, () => assert.equal(isMetBy(header, 12), true));
  }

  for (const header of ['', ',', '"11"', 'W/"12"', '"11", W/"12", "13"', '"012"', '"12.0"', '""', '"x"', '"é"']) {
    it(`of version 12 does not meet If-Match: ${header}`, () => assert.equal(isMetBy(header, 12), false));
  }

  for (const bad of [
    '12',
    'w/"12"',
    'W/ "12"',
    '"1" "2"',
    '"1"x',
    '**',
    '*, "1"',
    '"1", *',
    '"1',
    '"a b"',
    '"\u0100"',
  ]) {
    it(`cannot be ${bad} in If-Match`, () => assert.throws(() => ifMatchOf(bad), MalformedRequest));
  }

  it('is looked for in time that grows with the header', () => {
    assert.throws(() => ifMatchOf(`${' \t'.repeat(30_000)}x`), MalformedRequest);
    assert.throws(() => ifMatchOf(`${'"1" , '.repeat(10_000)}x`), MalformedRequest);
  });
});
