import type { Grammar, Production } from '../notation.ts';
import { says } from '../piece.ts';
import type { Piece, Reason } from '../values.ts';

const unreadable = (pattern: string, reason: Reason, certainty: Piece['certainty'] = 'always'): Production => [
  pattern,
  () => says(certainty, { unreadable: reason }),
];

const monthWords = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const everyDay = () => ({ ...says('always', { unreadable: 'often' }), instead: 'every day' });
const everyUnit = (...values: unknown[]) => ({
  ...says('always', { unreadable: 'often' }),
  instead: `every ${values.at(-1)}`,
});
const firstOfMonth =
  (...preposition: string[]) =>
  (month: number, year?: number) => ({
    ...says('last', { unreadable: 'vague' }),
    instead: [...preposition, '1', monthWords[month - 1], ...(year === undefined ? [] : [year])].join(' '),
  });

/** What looks like a date, and is none that a task can have. */
export const unreadables: Production[] = [
  ['<every> <times>? <clockUnit>', everyDay],
  ['<every> half an? ~-? hour', everyDay],
  ['<every> other hour|minute', everyDay],
  unreadable('hourly', 'often', 'last'),
  ['twice|thrice a|per|every|each <unit>', everyUnit],
  ['<times> times a|per|every|each <unit>', everyUnit],
  ['<digits> ~x a|per|every|each <unit>', everyUnit],
  unreadable('<every> few|couple of? <unit>', 'vague'),
  unreadable('<every> <times> -|–|to|or <times> <unit>', 'range'),
  unreadable('in|within a? few|several|some <unit>', 'vague'),
  unreadable('in|within a? few|several|some <clockUnit>', 'vague'),
  unreadable('in <times> -|–|to|or <times> <unit>', 'range'),
  unreadable('in <times> -|–|to|or <times> <clockUnit>', 'range'),
  unreadable('between <rangeEnd> and|& <rangeEnd>', 'range'),
  unreadable('from <rangeEnd> to|until|till|-|–|— <rangeEnd>', 'range'),
  unreadable('<hour> ~-|–|— <clock>', 'range'),
  unreadable('<hour> to <clock>', 'range', 'seldom'),
  unreadable('<hour> -|–|—|to <hourName> in the early|late? <part>', 'range'),
  unreadable('<hour> -|–|—|to <hourName> at <night>', 'range'),
  unreadable('<hour> -|–|—|to <hourName> ,? tonight', 'range'),
  unreadable('on? the? <month> <dayOfMonth> -|–|—|to|and|& the? <dayOfMonth>', 'range'),
  unreadable('on? the? <dayOfMonth> -|–|—|to|and|&|, the? <monthDay>', 'range'),
  unreadable('on|from? the <dayOrdinal> -|–|—|to|and|& the? <dayOrdinal>', 'range'),
  unreadable('for <clockSpan>', 'duration', 'seldom'),
  unreadable('late|early|mid|later|middle of? next|this week|month|year', 'vague'),
  unreadable('<nth> week of|in <month> .?', 'vague'),
  unreadable('the? week of <anyDay>', 'range'),
  ['in|since|this|next|during early|mid|late? <month> <year>?', firstOfMonth()],
  ['by|before early|mid|late? <month> <year>?', firstOfMonth('by')],
  ['until|till early|mid|late? <month> <year>?', firstOfMonth('until')],
  unreadable('<year4> <month> <dayOfMonth>', 'incomplete'),
  unreadable('after|since <anyDay>', 'vague', 'mostly'),
  unreadable('after|since <clock>', 'vague', 'mostly'),
  unreadable('<monthDay> <twoDigits>', 'incomplete', 'last'),
  unreadable('the <wordOrdinal>', 'doubtful', 'leading'),
  unreadable('early|mid|late -? <month> <year>?', 'vague', 'last'),
  unreadable('the? week|month|year before|after <anyDay>', 'range'),
  unreadable('the? <part> before|after <anyDay>', 'vague'),
  unreadable('last|past <weekday>', 'past'),
  unreadable('last week|month|year', 'past'),
  unreadable('<weekday> to|through|thru|-|–|— <weekday>', 'range'),
];

/** What is written like a time. These stand behind the times, which are read first. */
export const noSuchTimes: Production[] = [
  unreadable('at|@|by? <hour12> noon|midnight', 'no such day'),
  unreadable('bi|semi ~-? <adverb>', 'incomplete', 'last'),
  unreadable('at|by|@? <digits> ~<half>', 'no such day', 'mostly'),
  unreadable('at|by|@ <digits> <half>', 'no such day'),
  unreadable('at|by|@ <twoDigits> ~: ~<twoDigits>', 'no such day'),
  unreadable('<twoDigits> ~: ~<twoDigits>', 'no such day', 'seldom'),
];

/** Pieces that cannot begin a phrase or follow its beginning. Alone they are numbers: "Budget 2027", "pages 5-10". */
export const unreadableCompanions: Production[] = [
  unreadable('<hour> ~-|–|— <hour>', 'range', 'seldom'),
  unreadable('<recentYear>', 'past', 'seldom'),
  unreadable('the? <digitOrdinal>', 'two days', 'last'),
  unreadable('the <dayOrdinal>', 'two days', 'last'),
];

/** What makes a phrase incomplete when it is joined to it: "tomorrow and the 5th". */
const loose: Production[] = [
  unreadable('the? <dayOrdinal>', 'two days'),
  unreadable('<month>', 'two days'),
  unreadable('<hour>', 'two times', 'last'),
];

export const unreadableProductions: Grammar['productions'] = {
  rangeEnd: [
    ['the? <dayOrdinal>', () => true],
    ['<anyDay>', () => true],
    ['<clock>', () => true],
    ['<hour>', () => true],
    ['<digits>', () => true],
    ['<month>', () => true],
  ],
  loose,
};
