import assert from 'node:assert/strict';
import { line, text } from './text.ts';

describe('text', () => {
  for (const good of ['', ' ', '\u0001\u007f', '\ufffd\uffff', '\ud83d\ude00', 'e\u0301', '\u202e', '\\u0000']) {
    it(`may be ${JSON.stringify(good)}`, () => assert.equal(text().parse(good), good));
  }
  for (const bad of ['\u0000', 'a\u0000', '\ud800', 'a\udc00b', '\ude00\ud83d', 5, null, undefined, {}, ['a']]) {
    it(`may not be ${JSON.stringify(bad)}`, () => assert.equal(text().safeParse(bad).success, false));
  }
});

describe('a line of text', () => {
  const parsed = (value: string) => line(20).safeParse(value);

  for (const [written, stored] of [
    ['a\nb', 'a b'],
    ['a\r\nb', 'a b'],
    ['\u2028a\u2029b\u0085c\vd\fe\r', 'a b c d e'],
    [' \u00a0a b\t\n', 'a b'],
    ['\u202eabc', '\u202eabc'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['a\u200bb', 'a\u200bb'],
  ] as const) {
    it(`${JSON.stringify(written)} is kept as ${JSON.stringify(stored)}`, () =>
      assert.equal(parsed(written).data, stored));
  }

  const invisible = [
    '',
    ' ',
    '\n',
    '\u200b',
    '\u2060',
    '\u202e',
    '\u200b \u2060',
    '\ufeff',
    '\u00ad',
    '\u3164',
    '\u2800',
    '\u0007',
  ];
  for (const blank of invisible) {
    it(`that is only ${JSON.stringify(blank)} is blank, which is said once`, () => {
      const { error } = parsed(blank);
      assert.deepEqual(
        error?.issues.map(({ message }) => message),
        ['Must not be blank.'],
      );
    });
  }
});
