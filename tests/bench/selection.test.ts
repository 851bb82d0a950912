import assert from 'node:assert/strict';
import { StartError } from '../../infra/local/start-error.ts';
import { benchesAsked } from './selection.ts';

describe('which benches are run', () => {
  const names = ['rest', 'latency', 'relay'];

  it('are all, unless some are named', () => {
    assert.deepEqual(benchesAsked([], names), names);
    assert.deepEqual(benchesAsked(['--only', 'relay, rest'], names), ['rest', 'relay']);
  });

  for (const [args, message] of [
    [
      ['--only', 'relay,speed'],
      /^--only: there is no bench "speed"\. Name some of rest, latency, relay: npm run bench/,
    ],
    [['--only', ''], /^--only: there is no bench ""\. Name some of rest/],
    [['--only'], /argument missing\. Name some of rest/],
    [['relay'], /^Unexpected argument 'relay'\. .*Name some of rest/],
  ] as const) {
    it(`are none after "${args.join(' ')}"`, () => {
      assert.throws(
        () => benchesAsked([...args], names),
        (error) => error instanceof StartError && message.test(error.message),
      );
    });
  }
});
