import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { formatDate, formatTime } from './format/locale.format.ts';
import { recurrenceInWords } from './format/recurrence.format.ts';
import { parseQuickAdd } from './quick-add.ts';

const page = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');
/** Thursday, 26 November 2026, 14:30 in Berlin. */
const reader = { timeZone: 'Europe/Berlin', now: new Date('2026-11-26T13:30:00Z'), locale: 'en-GB' };

/** The cells of the page's tables, without their heads, by the name of their second column. */
function rows(secondColumn: string): string[][] {
  const found: string[][] = [];
  let head: string[] | undefined;
  for (const line of page.split('\n')) {
    const cells = /^\|(.*)\|$/
      .exec(line)?.[1]
      ?.split('|')
      .map((cell) => cell.trim());
    if (!cells) head = undefined;
    else if (!head) head = cells;
    else if ((head[1] ?? '') === secondColumn && !/^-+$/.test(cells[0]!)) found.push(cells);
  }
  return found;
}

describe('the page about the language', () => {
  for (const [text, title, due, repeats] of rows('title')) {
    it(`reads "${text}"`, () => {
      const read = parseQuickAdd(text!, reader);
      assert.deepEqual(
        {
          title: read.title,
          due: [read.due?.date, read.due?.time].filter(Boolean).join(' '),
          repeats: read.recurrence && recurrenceInWords(read.recurrence, reader.locale),
        },
        { title, due, repeats },
      );
      assert.deepEqual(read.unread, []);
    });
  }

  for (const [locale = '', slashed, written] of rows('3/4 is read as')) {
    it(`tells how ${locale} writes dates`, () => {
      const { due } = parseQuickAdd('x on 3/4', { ...reader, locale });
      assert.equal(formatDate(due!.date, 'fullDate', locale).replace(/^\w+, |,? 2027$/g, ''), slashed);
      assert.equal(`${formatDate('2026-11-26', 'date', locale)}, ${formatTime('16:00', locale)}`, written);
    });
  }

  for (const [text, reason] of rows('why')) {
    it(`leaves "${text}", and says why`, () => {
      const read = parseQuickAdd(text!, reader);
      assert.deepEqual([read.title, read.tokens, read.unread.map((span) => span.reason)], [text, [], [reason]]);
    });
  }

  for (const [text] of rows('')) {
    it(`finds nothing in "${text}"`, () => {
      const read = parseQuickAdd(text!, reader);
      assert.deepEqual([read.title, read.tokens, read.unread], [text, [], []]);
    });
  }
});
