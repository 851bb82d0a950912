import assert from 'node:assert/strict';
import fc from 'fast-check';
import { phrasesOf } from '../../tests/support/generated-phrases.ts';
import { propertyRuns } from '../../tests/support/property-runs.ts';
import { parseQuickAdd } from './quick-add.ts';

const timeZone = 'Europe/Berlin';
/** Thursday, 26 November 2026, 14:30 in Berlin. */
const now = new Date('2026-11-26T13:30:00Z');
const parse = (text: string, locale = 'en-GB') => parseQuickAdd(text, { timeZone, now, locale });

const locales = ['en-US', 'en-CA', 'ja-JP', 'en-GB', 'de-DE', 'fr-FR', 'en-AU', 'pt-BR', 'zh-CN', 'en-US-u-hc-h23'];
const pad = (number: number) => String(number).padStart(2, '0');

describe('numbers in the language', () => {
  it('are hours only where something says so', () => {
    const named = fc.constantFrom('Read chapter', 'Watch Apollo', 'Buy', 'Book room', 'Budget');
    const number = fc.oneof(fc.integer({ min: 0, max: 31 }), fc.integer({ min: 100, max: 2400 }));
    const phrase = fc.oneof(...['plainDay', 'weekdayName', 'anyDay', 'rule'].map((part) => phrasesOf(part, 'en-GB')));
    fc.assert(
      fc.property(named, number, phrase, fc.nat(), (words, number, phrase, after) => {
        for (const text of [`x ${phrase}`, `${words} ${number} ${phrase}`, `x ${phrase} for ${after} people`]) {
          assert.equal(parse(text).due?.time ?? null, null, text);
        }
        assert.equal(parse(`${words} ${number}`).due, undefined);
      }),
      propertyRuns(60),
    );
  });

  it('are hours with am, pm, h, a colon, "o’clock", a part of the day, and behind "at"', () => {
    const hour12 = fc.integer({ min: 1, max: 12 });
    const minutes = fc.integer({ min: 0, max: 59 });
    const text = fc.constantFrom('Call mum', 'Read chapter 3', 'Buy 12 eggs,', 'x');
    fc.assert(
      fc.property(text, hour12, fc.integer({ min: 0, max: 23 }), minutes, (text, hour, hour24, minute) => {
        const [am, pm] = [hour % 12, (hour % 12) + 12];
        // Without a hint the hours up to six are those of the afternoon.
        const likely = hour <= 6 ? hour + 12 : hour;
        const said: [phrase: string, hour: number, minute: number][] = [
          [`${hour}am`, am, 0],
          [`at ${hour} pm`, pm, 0],
          [`@${hour}:${pad(minute)}pm`, pm, minute],
          [`${hour}.${pad(minute)} a.m.`, am, minute],
          [`${hour24}h`, hour24, 0],
          [`at ${hour24}h${pad(minute)}`, hour24, minute],
          [`${pad(hour24)}:${pad(minute)} tomorrow`, hour24, minute],
          [`at ${hour}`, likely, 0],
          [`${hour} o'clock`, likely, 0],
          [`${hour} in the morning`, am, 0],
          [`at ${hour} in the evening`, pm, 0],
        ];
        for (const [phrase, hour, minute] of said) {
          const { title, due } = parse(`${text} ${phrase}`);
          assert.deepEqual([title, due?.time], [text.replace(/,$/, ''), `${pad(hour)}:${pad(minute)}`], phrase);
        }
      }),
      propertyRuns(60),
    );
  });

  it('with slashes have the order of the locale, or the one in which they are a date', () => {
    const number = fc.integer({ min: 1, max: 31 });
    fc.assert(
      fc.property(fc.constantFrom(...locales), number, number, (locale, first, second) => {
        const written = Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit' }).formatToParts(now);
        const isMonthFirst =
          written.findIndex(({ type }) => type === 'month') < written.findIndex(({ type }) => type === 'day');
        const [day, month] = isMonthFirst ? [second, first] : [first, second];
        const date = [`${pad(month)}-${pad(day)}`, `${pad(day)}-${pad(month)}`].find(
          (date) => Number(date.slice(0, 2)) <= 12,
        );
        const exists = date && new Date(`2028-${date}T00:00:00Z`).toISOString().includes(date);
        for (const text of [`x ${first}/${second}/2028`, `x by ${pad(first)}/${pad(second)}/28`]) {
          assert.equal(parse(text, locale).due?.date, exists ? `2028-${date}` : undefined, text);
        }
      }),
      propertyRuns(60),
    );
  });

  it('with dots have the day first, and ISO dates the year, in every locale', () => {
    const days = fc.date({ min: new Date('2027-01-01'), max: new Date('2039-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...locales), days, (locale, at) => {
        const iso = at.toISOString().slice(0, 10);
        const [year, month, day] = iso.split('-') as [string, string, string];
        for (const text of [
          iso,
          `${year}/${month}/${day}`,
          `${day}.${month}.${year}`,
          `${Number(day)}. ${Number(month)}. ${year}`,
        ]) {
          assert.equal(parse(`x ${text}`, locale).due?.date, iso, text);
        }
      }),
      propertyRuns(60),
    );
  });

  it('mean the same in every locale, save with slashes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...locales), phrasesOf('piece', 'en-GB'), (locale, phrase) => {
        fc.pre(!/\d\/\d/.test(phrase));
        const [here, there] = [parse(`x ${phrase}`, locale), parse(`x ${phrase}`)];
        assert.deepEqual([here.title, here.due, here.recurrence], [there.title, there.due, there.recurrence]);
      }),
      propertyRuns(60),
    );
  });
});
