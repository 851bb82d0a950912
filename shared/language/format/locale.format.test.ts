import assert from 'node:assert/strict';
import { parseQuickAdd } from '../quick-add.ts';
import { dueInWords, fullDueInWords } from './due.format.ts';
import { type DateStyle, formatDate, formatTime, isMonthFirst } from './locale.format.ts';

const now = new Date('2026-11-26T13:30:00Z');
const timeZone = 'Europe/Berlin';

describe('a date and a time', () => {
  const written: [locale: string, full: string, date: string, weekdayAndDay: string, nine: string, four: string][] = [
    ['en-US', 'Saturday, December 5, 2026', 'Dec 5, 2026', 'Sat, Dec 5', '9:00 AM', '4:05 PM'],
    ['en-GB', 'Saturday, 5 December 2026', '5 Dec 2026', 'Sat 5 Dec', '09:00', '16:05'],
    ['en-CA', 'Saturday, December 5, 2026', 'Dec 5, 2026', 'Sat, Dec 5', '9:00 AM', '4:05 PM'],
    ['en-AU', 'Saturday, 5 December 2026', '5 Dec 2026', 'Sat 5 Dec', '9:00 am', '4:05 pm'],
    ['de-DE', 'Saturday, 5 December 2026', '5 Dec 2026', 'Sat 5 Dec', '09:00', '16:05'],
    ['es-MX', 'Saturday, 5 December 2026', '5 Dec 2026', 'Sat 5 Dec', '9:00 am', '4:05 pm'],
    ['ja-JP', 'Saturday, December 5, 2026', 'Dec 5, 2026', 'Sat, Dec 5', '09:00', '16:05'],
    // Other calendars and digits, a chosen clock, and what nothing knows.
    ['fa-IR', 'Saturday, December 5, 2026', 'Dec 5, 2026', 'Sat, Dec 5', '09:00', '16:05'],
    ['th-TH', 'Saturday, 5 December 2026', '5 Dec 2026', 'Sat 5 Dec', '09:00', '16:05'],
    ['en-US-u-hc-h23', 'Saturday, December 5, 2026', 'Dec 5, 2026', 'Sat, Dec 5', '09:00', '16:05'],
    ['tlh', 'Saturday, December 5, 2026', 'Dec 5, 2026', 'Sat, Dec 5', '9:00 AM', '4:05 PM'],
  ];
  for (const [locale, full, date, weekdayAndDay, nine, four] of written) {
    it(`are English words in the order and by the clock of ${locale}`, () => {
      const styles: DateStyle[] = ['fullDate', 'date', 'weekdayAndDay'];
      assert.deepEqual(
        styles.map((style) => formatDate('2026-12-05', style, locale)),
        [full, date, weekdayAndDay],
      );
      assert.deepEqual([formatTime('09:00', locale), formatTime('16:05', locale)], [nine, four]);
    });
  }

  it('have midnight and noon as 12 in the half-day clock, and 0 and 12 in the other', () => {
    assert.deepEqual([formatTime('00:00', 'en-US'), formatTime('12:00', 'en-US')], ['12:00 AM', '12:00 PM']);
    assert.deepEqual([formatTime('00:00', 'de-DE'), formatTime('12:00', 'de-DE')], ['00:00', '12:00']);
  });

  it('mean the same when they are typed again, whatever the locale', () => {
    const locales = [
      ...written.map(([locale]) => locale),
      'en-NZ',
      'en-ZA',
      'en-IN',
      'en-IE',
      'fr-CA',
      'ko-KR',
      'hu-HU',
    ];
    for (const locale of locales) {
      for (let month = 1; month <= 12; month += 1) {
        const date = `2027-${String(month).padStart(2, '0')}-05`;
        for (const time of ['00:05', '09:00', '12:00', '16:45', null]) {
          const due = { date, time, timeZone };
          for (const words of [
            dueInWords(due, { timeZone, now, locale }),
            fullDueInWords(due, { timeZone, now, locale }),
          ]) {
            assert.deepEqual(parseQuickAdd(`Task ${words}`, { timeZone, now, locale }).due, due, `${locale}: ${words}`);
          }
        }
      }
    }
  });
});

describe('a date in digits', () => {
  const read: [locale: string, typed: string, date: string][] = [
    ['en-US', '3/4', '2027-03-04'],
    ['en-GB', '3/4', '2027-04-03'],
    ['de-DE', '3/4', '2027-04-03'],
    ['ja-JP', '3/4', '2027-03-04'],
    ['en-CA', '3/4', '2027-03-04'],
    ['ja-JP', '2027/03/04', '2027-03-04'],
    ['en-CA', '2027-03-04', '2027-03-04'],
    ['en-US', '2027-03-04', '2027-03-04'],
    ['en-US', '4.3.2027', '2027-03-04'],
    ['de-DE', '4.3.2027', '2027-03-04'],
    ['tlh', '3/4', '2027-03-04'],
  ];
  for (const [locale, typed, date] of read) {
    it(`is ${date} when someone of ${locale} types ${typed}`, () => {
      assert.equal(parseQuickAdd(`Dentist on ${typed}`, { timeZone, now, locale }).due?.date, date);
    });
  }

  it('has the month first where Intl writes it first, and for a locale without data', () => {
    assert.deepEqual(['en-US', 'en-CA', 'fr-CA', 'ja-JP', 'tlh', 'und'].filter(isMonthFirst).length, 6);
    assert.deepEqual(['en-GB', 'de-DE', 'fr-FR', 'en-AU', 'es-MX', 'pt-BR'].filter(isMonthFirst), []);
  });
});
