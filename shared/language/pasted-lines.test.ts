import assert from 'node:assert/strict';
import fc from 'fast-check';
import { propertyRuns } from '../../tests/support/property-runs.ts';
import { taskLines } from './pasted-lines.ts';

describe('several pasted lines', () => {
  it('are one task each, without bullets, numbers and boxes', () => {
    const pasted = [
      ...['- Buy milk tomorrow', '* Call mum', '  • Pay rent', '1. Wash the car', '2) Cook', '[ ] Read', '- [x] Write'],
      ...['', '   ', '---', '* * *', '2 eggs', '10.5 km run', '-5 degrees', 'plain #tag', '– a dash'],
    ];
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      assert.deepEqual(taskLines(pasted.join(lineBreak)), [
        ...['Buy milk tomorrow', 'Call mum', 'Pay rent', 'Wash the car', 'Cook', 'Read', 'Write'],
        ...['2 eggs', '10.5 km run', '-5 degrees', 'plain #tag', 'a dash'],
      ]);
    }
  });

  it('are each a part of what was pasted, in its order', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom('- a', '1. b', '[ ] c', '* [x] d'));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const pasted = lines.join('\n');
        let place = 0;
        for (const text of taskLines(pasted)) {
          const found = pasted.indexOf(text, place);
          assert.ok(found >= place && text === text.trim() && text !== '' && !/[\n\r]/.test(text));
          place = found + text.length;
        }
      }),
      propertyRuns(50),
    );
  });
});
