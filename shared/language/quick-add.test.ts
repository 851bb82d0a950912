import assert from 'node:assert/strict';
import fc from 'fast-check';
import { propertyRuns } from '../../tests/support/property-runs.ts';
import { typedWords } from '../../tests/support/typed-words.ts';
import { parseQuickAdd } from './quick-add.ts';

describe('quick add', () => {
  const timeZone = 'Europe/Berlin';
  /** A Tuesday, 14:00 in Berlin. */
  const now = new Date('2026-11-24T13:00:00Z');
  const parse = (text: string, ignore: string[] = []) =>
    parseQuickAdd(text, { timeZone, now, locale: 'en-GB', ignore });

  it('takes out date, recurrence, priority, tags and reminder, and says where each stood', () => {
    const text = 'Call mum tomorrow at 6pm, every week p1 #family !30m';
    const { tokens, unread, ...task } = parse(text);
    assert.deepEqual(unread, []);
    assert.deepEqual(task, {
      title: 'Call mum',
      due: { date: '2026-11-25', time: '18:00', timeZone },
      priority: 'urgent',
      tags: ['family'],
      recurrence: { frequency: 'weekly', interval: 1, from: 'due' },
      reminders: [{ minutesBefore: 30 }],
    });
    assert.deepEqual(
      tokens.map(({ kind, text, label }) => [kind, text, label]),
      [
        ['due', 'tomorrow at 6pm', 'tomorrow 18:00'],
        ['recurrence', 'every week', 'every week'],
        ['priority', 'p1', 'urgent'],
        ['tag', '#family', '#family'],
        ['reminder', '!30m', '30 minutes before'],
      ],
    );
    for (const { text: said, start, end } of tokens) assert.equal(text.slice(start, end), said);
  });

  it('leaves in the title what is to be ignored, and understands no part of it either', () => {
    const text = 'Read tomorrow at 6pm #book p1';
    assert.deepEqual(
      [parse(text, ['TOMORROW at 6pm']), parse(text, ['#book', 'p1'])].map(({ title, due, tags, priority }) => ({
        title,
        due,
        tags,
        priority,
      })),
      [
        { title: 'Read tomorrow at 6pm', due: undefined, tags: ['book'], priority: 'urgent' },
        { title: 'Read #book p1', due: { date: '2026-11-25', time: '18:00', timeZone }, tags: [], priority: undefined },
      ],
    );
    const all = parse(
      text,
      parse(text).tokens.map((token) => token.text),
    );
    assert.deepEqual([all.title, all.tokens], [text, []]);
  });

  it('gives a rule without a date its first day, and one with a date that date', () => {
    const dueOf = (text: string) => parse(text).due;
    assert.deepEqual(dueOf('gym every tuesday'), { date: '2026-11-24', time: null, timeZone });
    assert.deepEqual(dueOf('gym every tuesday at 9:00'), { date: '2026-12-01', time: '09:00', timeZone });
    assert.deepEqual(dueOf('gym every 31st'), { date: '2026-12-31', time: null, timeZone });
    assert.deepEqual(dueOf('gym every tuesday starting 5 Jan'), { date: '2027-01-05', time: null, timeZone });
  });

  it('needs a due for a reminder before it', () => {
    const { title, reminders, tokens } = parse('wash the car remind me 1 hour before');
    assert.deepEqual([title, reminders, tokens], ['wash the car remind me 1 hour before', undefined, []]);
    assert.deepEqual(parse('wash the car friday, remind me 1 hour before').reminders, [{ minutesBefore: 60 }]);
  });

  it('keeps a text that is nothing but a date as a title', () => {
    for (const text of ['tomorrow', ' friday at 9 ', '#home', 'p1', 'every day']) {
      const { title, tokens } = parse(text);
      assert.deepEqual([title, tokens], [text.trim(), []]);
    }
  });

  it('tidies up what is left', () => {
    assert.equal(parse('  Buy   milk ,  tomorrow , p1 ').title, 'Buy   milk');
    assert.equal(parse('tomorrow: buy milk').title, 'buy milk');
    assert.equal(parse('"Buy milk"').title, '"Buy milk"');
    assert.equal(parse('Qui vient ? Moi').title, 'Qui vient ? Moi');
    assert.equal(parse('Buy milk (tomorrow) for mum').title, 'Buy milk for mum');
    assert.equal(parse('Read "Tomorrow" tomorrow').title, 'Read "Tomorrow"');
    assert.equal(parse('Buy milk!').title, 'Buy milk!');
  });

  it('suggests what can be typed instead of what is not understood', () => {
    const suggestions = (text: string) => parse(text).unread.flatMap((unread) => unread.suggestions);
    assert.deepEqual(suggestions('meds every day at 8am and 8pm'), ['every day at 8am', 'every day at 8pm']);
    assert.deepEqual(suggestions('meds every 8am and 8pm'), ['every 8am', 'every 8pm']);
    assert.deepEqual(suggestions('meds mon 8am and tue 9am'), ['mon 8am', 'tue 9am']);
    assert.deepEqual(suggestions('meds fri 8am, 9am and sat'), ['fri 8am']);
    assert.deepEqual(suggestions('diet every day until june'), ['every day until 1 jun']);
    assert.deepEqual(suggestions('the cat sat'), ['on sat']);
    assert.deepEqual(suggestions('film at nine, read 10/5'), ['on 10/5']);
    assert.deepEqual(suggestions('check 15:24'), ['at 15:24']);
    assert.deepEqual(suggestions('run this morning'), []);
    assert.deepEqual(suggestions('yoga mon wed fri'), ['mon', 'wed', 'fri']);
    assert.deepEqual(suggestions('gym every monday and every friday at 9'), ['every monday at 9', 'every friday at 9']);
    assert.deepEqual(suggestions('meet tomorrow at 3pm for 2 hours'), ['tomorrow at 3pm']);
    assert.deepEqual(suggestions('water every 3 hours'), ['every day']);
    assert.deepEqual(suggestions('gym 3 times a week'), ['every week']);
    assert.deepEqual(suggestions('trip in december'), ['1 dec']);
    assert.deepEqual(suggestions('lunch sat 6 dec'), []);
  });

  it('counts hours from this instant, also where daylight saving ends meanwhile', () => {
    const before = new Date('2026-11-01T05:30:00Z');
    const { due } = parseQuickAdd('call back in 2 hours', { timeZone: 'America/New_York', now: before });
    assert.deepEqual(due, { date: '2026-11-01', time: '02:30', timeZone: 'America/New_York' });
  });

  it('reads the person’s clock, whatever zone this machine is in', () => {
    const texts = [
      'x tomorrow at 6pm',
      'x at 2:30am',
      'x friday',
      'x in 2 hours',
      'x in 3 days',
      'x next month',
      'x tonight',
    ];
    // Nights in which clocks change, here or there.
    const moments = ['2026-03-08T07:30:00Z', '2026-03-29T00:30:00Z', '2026-10-25T00:30:00Z', '2026-12-31T23:30:00Z'];
    const dues = (zone: string) => {
      process.env['TZ'] = zone;
      return moments.flatMap((now) =>
        ['UTC', 'America/New_York', 'Asia/Tokyo', 'Europe/London'].flatMap((timeZone) =>
          texts.map((text) => parseQuickAdd(text, { timeZone, now: new Date(now) }).due),
        ),
      );
    };
    const zone = process.env['TZ'];
    try {
      const expected = dues('UTC');
      assert.ok(expected.every((due) => due));
      for (const machine of [
        'America/New_York',
        'Europe/London',
        'Asia/Tokyo',
        'Pacific/Kiritimati',
        'America/Santiago',
      ]) {
        assert.deepEqual(dues(machine), expected, machine);
      }
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  describe('whatever is typed', () => {
    const word = fc.constantFrom(...typedWords);
    const text = fc.oneof(
      fc.array(word, { maxLength: 25 }).map((words) => words.join(' ')),
      fc.array(word, { maxLength: 15 }).map((words) => words.join('')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    const anywhere = fc.constantFrom('UTC', 'America/New_York', 'Asia/Tokyo', 'Asia/Kathmandu');

    it('throws nothing, tells tokens apart, and always leaves a title', () => {
      fc.assert(
        fc.property(text, anywhere, (typed, timeZone) => {
          const { title, tokens } = parseQuickAdd(typed, { timeZone, now });
          let place = 0;
          for (const { start, end, text } of tokens) {
            assert.ok(place <= start && start < end && end <= typed.length);
            assert.equal(typed.slice(start, end), text);
            place = end;
          }
          assert.equal(title === '', typed.trim() === '');
        }),
        propertyRuns(100),
      );
    });
  });
});
