import assert from 'node:assert/strict';
import { atOnce, tooManyAtOnce } from './at-once.ts';

describe('work that waits for its turn', () => {
  it('leaves its place to the next when it is no longer wanted', async () => {
    const take = atOnce({ running: 1, waiting: 1 }, tooManyAtOnce, () => undefined);
    const running = Promise.withResolvers<string>();
    const first = take('ada', () => running.promise);
    const leaving = new AbortController();
    const left = take('ada', async () => assert.fail('It is not wanted.'), leaving.signal);
    await assert.rejects(
      take('ada', async () => 'refused'),
      tooManyAtOnce,
    );
    leaving.abort(new Error('gone'));
    await assert.rejects(left, /gone/);
    const second = take('ada', async () => 'second');
    assert.equal(await take('eve', async () => 'of somebody else'), 'of somebody else');
    running.resolve('first');
    assert.deepEqual(await Promise.all([first, second]), ['first', 'second']);
    assert.equal(await take('ada', async () => 'third'), 'third');
  });
});
