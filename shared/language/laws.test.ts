import assert from 'node:assert/strict';
import fc from 'fast-check';
import { phrasesOf } from '../../tests/support/generated-phrases.ts';
import { phrases, unreadablePhrases } from '../../tests/support/phrases.ts';
import { propertyRuns } from '../../tests/support/property-runs.ts';
import { parseQuickAdd } from './quick-add.ts';

const timeZone = 'Europe/Berlin';
/** Thursday, 26 November 2026, 14:30 in Berlin. */
const now = new Date('2026-11-26T13:30:00Z');
const parse = (text: string, locale = 'en-GB') => parseQuickAdd(text, { timeZone, now, locale });

/** Ordinary words, none of which belongs to a date. */
const words = fc
  .array(
    fc.constantFrom('Call', 'mum', 'buy', 'milk,', 'Windows 11', 'the', 'report', '(urgent)', 'ünï', '12.50', 'why?'),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((all) => `${all.join(' ')} x`);
const moment = fc.constantFrom(...phrases);
const anyMoment = fc.oneof(moment, phrasesOf('piece', 'en-GB'));
const instants = fc
  .integer({ min: 0, max: 400 * 24 * 60 })
  .map((minutes) => new Date(now.getTime() + minutes * 60_000));

describe('the laws of the language', () => {
  it('reads a phrase behind any text as a whole, and leaves the text byte for byte', () => {
    fc.assert(
      fc.property(words, moment, (text, phrase) => {
        const { title, due, unread } = parse(`${text} ${phrase}`);
        assert.ok(due, `"${phrase}" is not read`);
        assert.deepEqual([title, unread], [text, []]);
      }),
      propertyRuns(50),
    );
  });

  it('leaves a phrase that it cannot read in the title, whatever that begins or ends with', () => {
    fc.assert(
      fc.property(words, fc.constantFrom(...unreadablePhrases), (text, phrase) => {
        const { title, due, recurrence, unread } = parse(`${text} ${phrase}`);
        assert.deepEqual([title, due, recurrence], [`${text} ${phrase}`, undefined, undefined]);
        assert.equal(unread.length, 1);
        assert.ok(phrase.includes(unread[0]!.text) && unread[0]!.reason.endsWith('.'));
        for (const suggestion of unread[0]!.suggestions) {
          const read = parse(`${text} ${suggestion}`);
          assert.ok(read.due && read.unread.length === 0, `"${suggestion}" is suggested, and not read`);
        }
      }),
      propertyRuns(50),
    );
  });

  it('reads whatever the grammar can write, up to three pieces of it, as a whole, or reports it', () => {
    // These end a rule. Where there is none they are words of the sentence: "the sale ends friday".
    const endOfRule = /\s(?:thru|through|ending|ends)(?: on)?(?: the)?$/;
    const piece = phrasesOf('piece', 'en-GB');
    const more = fc.oneof(piece, phrasesOf('companion', 'en-GB'));
    const row = fc
      .tuple(piece, fc.array(more, { maxLength: 2 }))
      .map(([first, others]) => [first, ...others].join(' '));
    fc.assert(
      fc.property(words, row, fc.constantFrom('', ', then rest', ' (rest)'), (before, phrase, rest) => {
        const text = `${before} ${phrase}${rest}`;
        const { title, due, recurrence, tokens, unread } = parse(text);
        if (tokens.length > 0) {
          const left = title.slice(0, title.length - rest.length).replace(endOfRule, '');
          return assert.deepEqual([left, title.slice(title.length - rest.length)], [before, rest]);
        }
        assert.deepEqual([title, due, recurrence], [text, undefined, undefined]);
        assert.ok(unread.length > 0, `"${phrase}" is not reported`);
        for (const { suggestions } of unread) {
          for (const suggestion of suggestions) {
            const read = parse(`x ${suggestion}`);
            assert.deepEqual([read.title, read.unread], ['x', []], `"${suggestion}" is suggested for "${phrase}"`);
          }
        }
      }),
      propertyRuns(100),
    );
  });

  it('leaves the whole phrase where a part of it makes no sense', () => {
    for (const phrase of [
      'this friday, the 2026rd',
      'dec 2 & eighty-six',
      'in next 31 minutes, 30 hours',
      'tonight at fourteen',
      'the seventh monday of june',
      '25:00 tomorrow',
      'tomorrow at 25:00',
      'tomorrow at 0',
      '10 midnight',
      'bi daily',
      'semi-quarterly',
      '00 week today',
    ]) {
      const { title, tokens } = parse(`x ${phrase}`);
      assert.deepEqual([title, tokens], [`x ${phrase}`, []]);
    }
    assert.equal(parse("x @ 00 past 8 o'clock").title, 'x');
    assert.deepEqual([parse('x up to today').title, parse('x up to today').due?.date], ['x', '2026-11-26']);
    assert.deepEqual(parse('x eighteenth and last day of every month').recurrence?.monthDays, [18, -1]);
  });

  it('reads nothing of two phrases that are joined', () => {
    const days = fc.constantFrom('tomorrow', 'friday', '24 dec', 'next week', 'in 3 days', '2027-02-01');
    const joiner = fc.constantFrom(' and ', ' or ', ' to ', ' - ', ', ', ' & ');
    fc.assert(
      fc.property(words, days, joiner, days, (text, one, joint, other) => {
        const { title, due } = parse(`${text} ${one}${joint}${other}`);
        assert.deepEqual([title, due], [`${text} ${one}${joint}${other}`, undefined]);
      }),
      propertyRuns(50),
    );
  });

  it('is never in the past', () => {
    fc.assert(
      fc.property(anyMoment, instants, (phrase, at) => {
        const { due } = parseQuickAdd(`x ${phrase}`, { timeZone, now: at, locale: 'en-GB' });
        const wall = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
        if (due)
          assert.ok(`${due.date} ${due.time ?? '24:00'}` > wall, `${phrase}: ${due.date} ${due.time} at ${wall}`);
      }),
      propertyRuns(200),
    );
  });

  it('reads nothing in quotation marks', () => {
    fc.assert(
      fc.property(words, anyMoment, (text, phrase) => {
        const quoted = `${text} "${phrase} #tag p1"`;
        const { title, tokens, unread } = parse(quoted);
        assert.deepEqual([title, tokens, unread], [quoted, [], []]);
      }),
      propertyRuns(50),
    );
  });

  it('adds up: the title and the tokens are the text, but for blanks, separators and empty brackets', () => {
    const piece = fc.oneof(
      moment,
      fc.constantFrom('#tag', '+list', 'p1', '!30m', '(tomorrow)', 'Call', 'mum,', ':', '"a"', 'é'),
    );
    const essence = (text: string) => text.replace(/[\s,;:.!?()[\]{}–—-]/g, '');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom(' ', ', ', '  '), (pieces, blank) => {
        const text = `x${blank}${pieces.join(blank)}`;
        const { title, tokens } = parse(text);
        let rest = text;
        for (const { start, end } of tokens.toReversed()) rest = rest.slice(0, start) + rest.slice(end);
        assert.equal(essence(title), essence(rest));
      }),
      propertyRuns(100),
    );
  });

  it('counts days by the rules of the calendar, at every moment of a year', () => {
    fc.assert(
      fc.property(instants, (at) => {
        const date = (text: string) => {
          const { due } = parseQuickAdd(`x ${text}`, { timeZone: 'UTC', now: at });
          return new Date(`${due!.date}T00:00:00Z`);
        };
        const today = new Date(at.toISOString().slice(0, 10));
        const days = (later: Date) => (later.getTime() - today.getTime()) / 86_400_000;
        const weekday = (today.getUTCDay() + 6) % 7;
        assert.equal(days(date('friday')), (4 - weekday + 7) % 7);
        assert.equal(days(date('next friday')), 11 - weekday);
        assert.equal(days(date('next week')), 7 - weekday);
        assert.equal(days(date('this week')), 6 - weekday);
        assert.equal(days(date('this weekend')), weekday >= 5 ? 0 : 5 - weekday);
        assert.equal(date('this month').getUTCMonth(), today.getUTCMonth());
        assert.equal(new Date(date('this month').getTime() + 86_400_000).getUTCDate(), 1);
      }),
      propertyRuns(50),
    );
  });
});
