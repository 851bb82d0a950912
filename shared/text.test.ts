import assert from 'node:assert/strict';
import { line, tag, text } from './text.ts';

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
    ['a\tb', 'a b'],
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
    '\u2067\u200f',
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

describe('what turns the direction of text, in a line and in a tag,', () => {
  const [rightToLeft, override, pop, isolate, popIsolate] = ['\u202b', '\u202e', '\u202c', '\u2067', '\u2069'];

  for (const [which, written, stored] of [
    ['is closed where it is left open', `${override}abc`, `${override}abc${pop}`],
    ['is closed in order', `${isolate}a${override}b`, `${isolate}a${override}b${pop}${popIsolate}`],
    ['stays as it is where it is closed', `a${rightToLeft}b${pop}c`, `a${rightToLeft}b${pop}c`],
    ['ends with the isolate around it', `${isolate}${override}a${popIsolate}b`, `${isolate}${override}a${popIsolate}b`],
    ['is not ended by what closes nothing', `a${pop}b${popIsolate}c`, 'abc'],
    [
      'is not ended from inside an isolate',
      `${override}${isolate}a${pop}`,
      `${override}${isolate}a${popIsolate}${pop}`,
    ],
    ['may be a mark alone', 'a\u200f\u200e!\u061c', 'a\u200f\u200e!\u061c'],
  ] as const) {
    it(which, () => {
      for (const schema of [line(20), tag()]) {
        assert.equal(schema.parse(written), stored);
        assert.equal(schema.parse(stored), stored);
      }
    });
  }
});

describe('a control character', () => {
  for (const control of ['\u0007', '\u001b[31m', '\u007f', '\u0080', '\u009f']) {
    it(`such as ${JSON.stringify(control)} is refused in a line and in a tag`, () => {
      for (const schema of [line(20), tag()]) {
        assert.deepEqual(
          schema.safeParse(`a${control}b`).error?.issues.map(({ message }) => message),
          ['Must not contain control characters.'],
        );
      }
    });
  }
});
