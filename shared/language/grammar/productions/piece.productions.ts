import type { Grammar, Production } from '../notation.ts';
import { says } from '../piece.ts';
import type { Clock, Day, Meaning, PartOfDay, Piece, Rule } from '../values.ts';
import { noSuchTimes, unreadableCompanions, unreadables } from './unreadable.productions.ts';

const today: Day = { kind: 'counted', span: { days: 0, months: 0 } };

function day(symbol: string, certainty: Piece['certainty'], leads = 'dayLead'): Production {
  return [`<${leads}>? <${symbol}>`, (lead: string | undefined, day: Day) => says(certainty, { day }, lead)];
}

const days: Production[] = [
  day('doubtfulDay', 'seldom'),
  day('plainDay', 'always', 'plainLead'),
  day('weekdayWithDate', 'always'),
  day('weekdayOfWeek', 'always'),
  day('nthDay', 'always'),
  day('monthDay', 'always'),
  day('numericDate', 'always'),
  day('dottedDate', 'dotted'),
  day('slashedYear', 'always'),
  day('slashed', 'slashed'),
  day('weekdayName', 'mostly'),
  ['the? next <holiday>', (day: Day) => says('always', { day })],
  day('holidayOfYear', 'always', 'holidayLead'),
  day('holiday', 'seldom', 'holidayLead'),
  [
    'on|by|due|until|till|before|for on? the? <digitOrdinal>',
    (day: number) => says('last', { day: { kind: 'date', day } }, 'on'),
  ],
  ['on|by|due|until|till|before the <dayOrdinal>', (day: number) => says('last', { day: { kind: 'date', day } }, 'on')],
  ['on|by|until|before <dottedDay>', (day: Day) => says('last', { day }, 'on')],
  ['on|at|over|by|for the weekend', () => says('always', { day: { kind: 'weekend', ahead: 0 } }, 'on')],
  ['the? <digitOrdinal>', (day: number) => says('leading', { day: { kind: 'date', day } })],
  ['the day after', () => says('mostly', { day: { kind: 'counted', span: { days: 1, months: 0 } } })],
];

const times: Production[] = [
  ['<timeLead>? <clock>', (lead: string | undefined, clock: Clock) => says('mostly', { clock }, lead)],
  [
    '<timeLead>? <clock> <zoneName>',
    (lead: string | undefined, clock: Clock, zone: string) => says('mostly', { clock, zone }, lead),
  ],
  ['at|@ <hourAfterAt>', (clock: Clock) => says('last', { clock }, 'at')],
  ['at|@ around|about <hourAfterAt>', (clock: Clock) => says('last', { clock }, 'at')],
  ['<timeLead>? <hourName> in the early|late? <part>', hourAndPart],
  ['<timeLead>? <hourName> at <night>', hourAndPart],
  [
    '<timeLead>? <hourName> ,? tonight',
    (lead: string | undefined, hour: number) => says('always', { ...hourOf(hour), ...tonight }, lead),
  ],
  ['tonight <hourName>', (hour: number) => says('last', { ...hourOf(hour), ...tonight })],
  [
    '<dayLead>? <dayName> <part> <hourName>',
    (lead: string | undefined, day: Day, part: PartOfDay, hour: number) =>
      says('last', { day, ...hourOf(hour), part }, lead),
  ],
  ['tonight around|about|by|for <hourName>', (hour: number) => says('always', { ...hourOf(hour), ...tonight })],
  [
    '<timeLead>? <hourName> ,? this <part>',
    (lead: string | undefined, hour: number, part: PartOfDay) =>
      says('always', { day: today, ...hourOf(hour), part }, lead),
  ],
  [
    '<timeLead>? <hourName> <dayName> <part>',
    (lead: string | undefined, hour: number, day: Day, part: PartOfDay) =>
      says('always', { day, ...hourOf(hour), part }, lead),
  ],
  ['for? tonight|tonite|2nite', () => says('always', tonight)],
  ['by|until|till|before tonight', () => says('always', tonight)],
  ['later? this <part>', (part: PartOfDay) => says('always', { day: today, part })],
  ['last night', () => says('always', { day: { kind: 'counted', span: { days: -1, months: 0 } }, part: 'night' })],
  ['in the? <partName>', (part: PartOfDay) => says('part', { part }, 'in')],
  ['in the? <part>', (part: PartOfDay) => says('part', { part }, 'in')],
  ['first thing', () => says('part', { part: 'morning' })],
  ['first thing in the? <part>', (part: PartOfDay) => says('always', { part })],
  ['at night', () => says('part', { part: 'night' }, 'at')],
  ['<partName>', (part: PartOfDay) => says('seldom', { part })],
  ['<part>', (part: PartOfDay) => says('seldom', { part })],
  ['in|within the? next? <clockSpan>', (minutes: number) => says('always', { minutes })],
  ['<clockSpan> from now', (minutes: number) => says('always', { minutes })],
  ["in <clockSpan> ' time", (minutes: number) => says('always', { minutes })],
  ["in an|one hour's time", () => says('always', { minutes: 60 })],
  [
    '<isoDate> ~t ~<hour> ~: ~<minute>',
    (day: Day, hour: number, minute: number) => says('always', { day, clock: { hour, minute, exact: true } }),
  ],
  [
    '<isoDate> ~t ~<hour> ~: ~<minute> ~: ~<minute>',
    (day: Day, hour: number, minute: number) => says('always', { day, clock: { hour, minute, exact: true } }),
  ],
  [
    '<isoDate> ~t ~<hour> ~: ~<minute> ~z',
    (day: Day, hour: number, minute: number) =>
      says('always', { day, clock: { hour, minute, exact: true }, zone: 'UTC' }),
  ],
  [
    '<dayLead>? the? end of the? <dayName>',
    (lead: string | undefined, day: Day) => says('always', { day, clock: { hour: 23, minute: 59, exact: true } }, lead),
  ],
];

const tonight: Meaning = { day: today, part: 'night' };

function hourOf(hour: number): Meaning {
  return { clock: { hour, minute: 0, exact: false } };
}

function hourAndPart(lead: string | undefined, hour: number, part: PartOfDay): Piece {
  return says('always', { ...hourOf(hour), part }, lead);
}

const rules: Production[] = [
  ['<rule> <everyPart>?', (rule: Rule) => says('always', { rule })],
  [
    '<every> <part>',
    (from: Rule['from'], part: PartOfDay) => says('always', { rule: { frequency: 'daily', interval: 1, from }, part }),
  ],
  [
    '<every> other <part>',
    (from: Rule['from'], part: PartOfDay) => says('always', { rule: { frequency: 'daily', interval: 2, from }, part }),
  ],
  [
    '<every> <clock>',
    (from: Rule['from'], clock: Clock) =>
      says('always', { rule: { frequency: 'daily', interval: 1, from }, clock }, 'every'),
  ],
  ['<pluralRule>', (rule: Rule) => says('mostly', { rule })],
  ['<adverbRule>', (rule: Rule) => says('last', { rule })],
  ['<ruleLimit>', (meaning: Meaning) => says('seldom', meaning)],
];

/** Pieces that only continue a phrase. Before a phrase they are text. */
const companions: Production[] = [
  ['<ruleEnd>', (meaning: Meaning) => says('seldom', meaning)],
  ...unreadableCompanions,
];

export const pieceProductions: Grammar['productions'] = {
  doubtfulDay: [['<doubtfulWeekday>', (weekday: number): Day => ({ kind: 'weekday', weekday, which: 'first' })]],
  dottedDay: [['<dayOnly> ~. ~<monthNumber>', (day: number, month: number): Day => ({ kind: 'date', day, month })]],
  isoDate: [
    [
      '<year4> ~- ~<monthNumber> ~- ~<day>',
      (year: number, month: number, day: number): Day => ({ kind: 'date', day, month, year }),
    ],
  ],
  dayName: [
    ['<namedDay>', (day: Day) => day],
    ['today', () => today],
  ],
  night: [['night', () => 'night']],
  everyPart: [['of the week', () => true]],
  zoneName: [
    ['<zone> time?', (zone: string) => zone],
    ['<wideZone> time', (zone: string) => zone],
    ['utc|gmt ~+ ~<hour>', (hour: number) => (hour <= 14 ? `+${String(hour).padStart(2, '0')}:00` : undefined)],
    ['utc|gmt ~- ~<hour>', (hour: number) => (hour <= 12 ? `-${String(hour).padStart(2, '0')}:00` : undefined)],
  ],
  piece: [...unreadables, ...days, ...times, ...rules, ...noSuchTimes],
  companion: companions,
};
