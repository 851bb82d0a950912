import assert from 'node:assert/strict';
import { Temporal } from 'temporal-polyfill';
import { timeZone } from './time-zone.ts';

describe('a time zone', () => {
  const legacy = ['UTC', 'utc', 'europe/berlin', 'GMT', 'EST5EDT', 'US/Pacific', 'Etc/GMT+5', 'Zulu', 'EST', 'PRC'];
  const abbreviations = ['PST', 'IST', 'JST', 'ACT', 'AET', 'CET', 'MST', 'CST', 'PST8PDT', 'SST', 'BST'];

  it('that is taken can be computed with', () => {
    const names = [...Intl.supportedValuesOf('timeZone'), ...legacy, ...abbreviations];
    const taken = names.filter((name) => timeZone.safeParse(name).success);
    for (const name of taken) {
      assert.equal(Temporal.PlainDate.from('2026-03-29').toZonedDateTime(name).toPlainDate().toString(), '2026-03-29');
    }
    assert.ok(taken.length > 400, `only ${taken.length} are taken`);
    for (const name of [...Intl.supportedValuesOf('timeZone'), 'UTC', 'GMT', 'Etc/GMT+5', 'US/Pacific']) {
      assert.ok(taken.includes(name), `${name} is not taken`);
    }
  });

  it('is kept in the case that IANA has, and a link stays that link', () => {
    const names = [...Intl.supportedValuesOf('timeZone'), 'UTC', 'GMT', 'Etc/GMT+5', 'US/Pacific', 'Asia/Calcutta'];
    for (const name of names) {
      assert.equal(timeZone.parse(name.toLowerCase()), name);
      assert.equal(timeZone.parse(name.toUpperCase()), name);
    }
  });

  for (const bad of [
    '',
    ' ',
    'Mars/Olympus',
    '+02:00',
    '-05',
    'Z',
    'UTC+5',
    'UTC\u0000',
    '\ud800',
    'x'.repeat(65),
    5,
    null,
  ]) {
    it(`may not be ${JSON.stringify(bad)}`, () => assert.equal(timeZone.safeParse(bad).success, false));
  }
});
