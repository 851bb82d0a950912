import assert from 'node:assert/strict';
import { text } from './text.ts';

describe('text', () => {
  for (const good of ['', ' ', '\u0001\u007f', '\ufffd\uffff', '\ud83d\ude00', 'e\u0301', '\u202e', '\\u0000']) {
    it(`may be ${JSON.stringify(good)}`, () => assert.equal(text().parse(good), good));
  }
  for (const bad of ['\u0000', 'a\u0000', '\ud800', 'a\udc00b', '\ude00\ud83d', 5, null, undefined, {}, ['a']]) {
    it(`may not be ${JSON.stringify(bad)}`, () => assert.equal(text().safeParse(bad).success, false));
  }
});
