import assert from 'node:assert/strict';
import { dateText, loadParser, momentText, ruleText, timeText } from './date.texts.ts';

const by = (locale: string) => ({ timeZone: 'Europe/Berlin', now: new Date('2026-11-26T13:30:00Z'), locale });

describe('what is written in a field', () => {
  before(loadParser);

  it('is a date, in words or in the digits of the locale', () => {
    const read = (locale: string, texts: string[]) => texts.map((text) => dateText(by(locale)).read(text));
    assert.deepEqual(read('en-US', ['3/4', '3/4/2028', 'mar 4', '2027-03-04', 'next friday']), [
      ...['2027-03-04', '2028-03-04', '2027-03-04', '2027-03-04', '2026-12-04'],
    ]);
    assert.deepEqual(read('de-DE', ['3/4', '4.3.2027', '4 mar']), ['2027-04-03', '2027-03-04', '2027-03-04']);
    assert.deepEqual(read('ja-JP', ['2027/03/04', '3/4']), ['2027-03-04', '2027-03-04']);
    assert.deepEqual(read('en-GB', ['14 Jan 2020']), ['2020-01-14'], 'a date that is over may be meant');
  });

  it('is no date when it is a time, a rule, nonsense, or of a year that is not typed to its end', () => {
    const texts = ['9:00', 'friday 9:00', 'every friday', 'soon', '31 Feb', '4 Mar 0202', ''];
    assert.deepEqual(
      texts.map(dateText(by('en-GB')).read),
      texts.map(() => undefined),
    );
  });

  it('is a time of day by either clock, and a bare number is an hour', () => {
    const texts = ['16:05', '4:05 PM', '4pm', 'noon', '9', '9:30', '9.30', '4:05', '0', 'midnight'];
    for (const locale of ['en-US', 'de-DE']) {
      assert.deepEqual(texts.map(timeText(by(locale)).read), [
        ...['16:05', '16:05', '16:00', '12:00', '09:00', '09:30', '09:30', '04:05', '00:00', '00:00'],
      ]);
    }
    assert.deepEqual(['25', '9:75', 'friday', 'soon', 'at'].map(timeText(by('en-US')).read), Array(5).fill(undefined));
  });

  it('is a moment to come, in the morning where no time is named', () => {
    const texts = ['friday 9:00', '31 Jan', '2031-01-29T20:00', 'in 2 hours', '26 Nov 2026, 14:00', 'x'];
    assert.deepEqual(texts.map(momentText(by('en-GB')).read), [
      ...['2026-11-27T09:00', '2027-01-31T09:00', '2031-01-29T20:00', '2026-11-26T16:30', undefined, undefined],
    ]);
  });

  it('is shown as it may be typed', () => {
    for (const locale of ['en-US', 'en-GB', 'de-DE', 'ja-JP', 'en-CA']) {
      const [date, time, moment] = [dateText, timeText, momentText].map((form) => form(by(locale)));
      assert.equal(date!.read(date!.write('2027-09-04')), '2027-09-04');
      assert.equal(time!.read(time!.write('00:05')), '00:05');
      assert.equal(moment!.read(moment!.write('2027-09-04T16:05')), '2027-09-04T16:05');
    }
  });
});

describe('a rule that is written in a field', () => {
  const form = ruleText({ timeZone: 'Europe/Berlin', now: new Date('2026-11-26T13:30:00Z'), locale: 'en-GB' });
  before(loadParser);

  it('names its days, whatever its first date is', () => {
    assert.deepEqual(JSON.parse(form.read('every 3rd thursday until 30 june')!).recurrence, {
      frequency: 'monthly',
      interval: 1,
      nthWeekdays: [{ nth: 3, weekday: 'thu' }],
      from: 'due',
      until: '2027-06-30',
    });
    assert.deepEqual(JSON.parse(form.read('every 15th')!).recurrence.monthDays, [15]);
  });

  it('is refused with the reason where it is none', () => {
    assert.equal(form.read('tomorrow'), undefined);
    assert.match(form.problem('every hour'), /^“every hour” is not understood as a repetition\. A task repeats daily/);
  });
});
