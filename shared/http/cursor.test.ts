import assert from 'node:assert/strict';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { page } from './paging.ts';
import { ValidationFailed } from './problem.ts';

const schema = z.tuple([z.literal('title'), z.string(), z.uuid()]);
const position = ['title', 'näme "quoted" \u{1f600}', '01890000-0000-7000-8000-000000000000'];

describe('a cursor', () => {
  it('is a place in a list and back, fit for a query', () => {
    const cursor = encodeCursor(position);
    assert.match(cursor, /^[\w-]+$/);
    assert.deepEqual(decodeCursor(cursor, schema), position);
  });

  for (const bad of [
    '',
    'x',
    '%',
    '{}',
    encodeCursor(null),
    encodeCursor([]),
    encodeCursor(['title', 1, position[2]]),
  ]) {
    it(`is refused as ${bad || 'nothing'}`, () => {
      assert.throws(
        () => decodeCursor(bad, schema),
        (error) => error instanceof ValidationFailed && error.errors[0]?.path === 'query.cursor',
      );
    });
  }
});

describe('a page', () => {
  const limit = (given?: unknown) => z.strictObject(page).safeParse({ limit: given });

  it('has 1 to 100 items, 20 where nothing is said', () => {
    assert.equal(limit().data?.limit, 20);
    for (const good of ['1', '9', '10', '99', '100']) assert.equal(limit(good).data?.limit, Number(good));
    for (const bad of ['0', '101', '01', '1.0', '1e1', '+1', '', ' 1', ['1', '2'], 5, null]) {
      assert.equal(limit(bad).success, false, `${bad} was taken`);
    }
  });
});
