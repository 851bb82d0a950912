import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordsOfGrammar } from '../../../tests/support/generated-phrases.ts';
import { propertyRuns } from '../../../tests/support/property-runs.ts';
import { parseQuickAdd } from '../quick-add.ts';
import { Chart } from './chart.ts';
import { grammarFor } from './grammar.ts';
import { tokenize } from './tokenizer.ts';

const words = wordsOfGrammar('en-GB');
/** So many elements of the grammar may be compared for each token, whatever is typed. */
const mostStepsPerToken = 200;

/** How many steps the whole grammar takes for each token of a text. */
function stepsPerToken(text: string): number {
  const tokens = tokenize(text);
  const chart = new Chart(grammarFor('en-GB'), tokens);
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    for (const part of ['piece', 'companion', 'loose']) chart.matches(part, at);
  }
  return chart.steps / tokens.length;
}

describe('the chart', () => {
  it('takes as many steps for each token of a long text as of a short one, whatever is repeated', () => {
    for (const word of words) {
      for (const repeated of [`${word} `, `${word}-`]) {
        const [short, long] = [40, 100].map((times) => stepsPerToken(repeated.repeat(times))) as [number, number];
        assert.ok(long <= Math.max(1.2 * short, 1), `"${repeated}": ${short} steps, in a long text ${long}`);
        assert.ok(long <= mostStepsPerToken, `"${repeated}": ${long} steps`);
      }
    }
  });

  it('takes a bounded number of steps for each token of words in any order', () => {
    const row = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 });
    const blank = fc.constantFrom(' ', '', '-', ' and ', ', ');
    fc.assert(
      fc.property(row, blank, (row, blank) => {
        const steps = stepsPerToken((row.join(blank) + blank).repeat(20));
        assert.ok(steps <= mostStepsPerToken, `${steps} steps`);
      }),
      propertyRuns(50),
    );
  });

  it('reads words of the grammar in any order without an error', () => {
    const row = fc.array(fc.constantFrom(...words, 'x', '"', '#'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(row, fc.constantFrom(' ', ''), (row, blank) => {
        const text = row.join(blank);
        const { title } = parseQuickAdd(text, { timeZone: 'UTC', now: new Date('2026-11-26T13:30:00Z') });
        assert.ok(title !== '' && title.length <= text.length);
      }),
      propertyRuns(200),
    );
  });
});
