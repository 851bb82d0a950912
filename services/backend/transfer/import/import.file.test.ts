import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MalformedRequest } from '../../../../shared/http/problem.ts';
import { propertyRuns } from '../../../../tests/support/property-runs.ts';
import { defaultLimits } from '../../limits/limits.ts';
import { JsonPart, readParts } from './import.file.ts';

const lists = new Map([['tasks', 1000]]);

/** The same as `JSON.parse`, by way of the parts. */
function read(text: string): unknown {
  const members = readParts(Buffer.from(text), lists, defaultLimits);
  if (typeof members !== 'object' || members === null || Array.isArray(members)) return members;
  const values = Object.entries(members).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((item) => (item instanceof JsonPart ? item.parse() : item)) : value,
  ]);
  return Object.fromEntries(values);
}

describe('the parts of a JSON file', () => {
  const value = fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' });
  const blank = fc.constantFrom(undefined, 2, '\t', '\n');
  const name = fc.constantFrom('tasks', 'lists', '', 'a"b', '\\', '[', '}', ',', 'é');

  it('are the values that a parser finds in it', () => {
    const file = fc.oneof(value, fc.dictionary(name, value), fc.dictionary(name, fc.array(value)));
    fc.assert(
      fc.property(file, blank, (content, space) => {
        const text = JSON.stringify(content, null, space);
        assert.deepEqual(read(`\ufeff${text}\r\n`), JSON.parse(text));
      }),
      propertyRuns(300),
    );
  });

  it('are those that a parser finds in a file that was broken, or there are none', () => {
    const broken = fc
      .tuple(fc.dictionary(name, fc.array(value, { maxLength: 3 })), fc.nat(), fc.constantFrom(...'{}[]",:\\ 1n', ''))
      .map(([content, at, character]) => {
        const text = JSON.stringify(content);
        const place = at % (text.length + 1);
        return (text.slice(0, place) + character + text.slice(place + 1)).toWellFormed();
      });
    fc.assert(
      fc.property(broken, (text) => {
        const expected = orMalformed(() => JSON.parse(text));
        assert.deepEqual(
          orMalformed(() => read(text)),
          expected,
          text,
        );
      }),
      propertyRuns(500),
    );
  });

  it('are not parsed where they have more values than anything that is imported', () => {
    const heavy = [
      `[${Array(10_000).fill('[]')}]`,
      `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
      `[${Array(10_000).fill('{}')}]`,
    ];
    for (const text of heavy) {
      assert.deepEqual(read(`{"tasks":[${text},{"title":"x"}],"activity":${text}}`), {
        tasks: [null, { title: 'x' }],
        activity: null,
      });
    }
    assert.deepEqual(read(`{"tasks":[{"title":${JSON.stringify(',[{'.repeat(10_000))}}]}`), {
      tasks: [{ title: ',[{'.repeat(10_000) }],
    });
  });

  it('are no more than asked for', () => {
    const file = Buffer.from(`{"tasks":[${Array(5000).fill('1')}]}`);
    const { tasks } = readParts(file, lists, defaultLimits) as { tasks: unknown[] };
    assert.equal(tasks.length, 1000);
  });
});

function orMalformed(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    assert.ok(error instanceof SyntaxError || error instanceof MalformedRequest, String(error));
    return 'malformed';
  }
}
