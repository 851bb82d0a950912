import assert from 'node:assert/strict';
import { parseSearch } from '../search.terms.ts';
import { highlighter } from './task.highlight.ts';

describe('a highlight', () => {
  it('marks each word once, however many phrases it is part of', () => {
    const nested = Array.from({ length: 64 }, (_, index) => `"${'a '.repeat(index + 1)}"`).join(' ');
    const mark = highlighter(parseSearch(nested)!, false);
    const words = 300;
    const [html, pushes] = countPushes(() => mark('a '.repeat(words), []));
    assert.equal(html, '<mark>a</mark> '.repeat(words));
    assert.ok(pushes < 4 * words, `${pushes} array elements were made for ${words} words`);
  });

  it('marks overlapping occurrences of phrases, and nothing that only begins like one', () => {
    const mark = highlighter(parseSearch('"a b a" "b c"')!, false);
    assert.equal(
      mark('a b a b a, a b c, a b', []),
      '<mark>a</mark> <mark>b</mark> <mark>a</mark> <mark>b</mark> <mark>a</mark>, a <mark>b</mark> <mark>c</mark>, a b',
    );
  });

  it('marks words that are similar to one of the terms, and not those that have a little of each', () => {
    const mark = highlighter(parseSearch('grocries ottoman')!, true);
    assert.equal(mark('groceries, grotto', []), '<mark>groceries</mark>, grotto');
  });

  it('marks a phrase by the forms of its words', () => {
    const mark = highlighter(parseSearch('"running shoe"')!, false);
    assert.equal(mark('run shoes, run', ['run', 'shoes']), '<mark>run</mark> <mark>shoes</mark>, run');
  });
});

function countPushes<Result>(work: () => Result): [Result, number] {
  const { push } = Array.prototype;
  let count = 0;
  Array.prototype.push = function (...items) {
    count += items.length;
    return Reflect.apply(push, this, items);
  };
  try {
    return [work(), count];
  } finally {
    Array.prototype.push = push;
  }
}
