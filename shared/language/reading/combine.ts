import { weekdays } from '../../events/weekdays.ts';
import { weekdayNames } from '../grammar/productions/rule.productions.ts';
import type { Meaning, Reason, Rule } from '../grammar/values.ts';
import type { PlacedPiece } from './phrase.finder.ts';

/** The reasons why two pieces that say the same kind of thing cannot belong to one task. */
export const conflicts: [keyof Meaning, Reason][] = [
  ['day', 'two days'],
  ['clock', 'two times'],
  ['part', 'two times'],
  ['minutes', 'two times'],
  ['zone', 'two times'],
  ['rule', 'two rules'],
  ['start', 'two days'],
  ['until', 'range'],
  ['count', 'two rules'],
  ['length', 'two rules'],
  ['except', 'two rules'],
];

const ranges = new Set(['to', 'through', 'thru', '-', '–', '—']);
const alwaysApart = new Set(['to', 'through', 'thru', 'or']);

/** Returns the joint meaning of all pieces, or the reason why they cannot be understood. */
export function combine(pieces: readonly PlacedPiece[]): Meaning | Reason {
  const hasRule = pieces.some(({ piece }) => piece.rule);
  const whole: Meaning = {};
  for (const { piece, joiner } of pieces) {
    const { certainty: _, lead, instead: _instead, ...said } = piece;
    if (said.unreadable) return said.unreadable;
    const meaning = hasRule ? ofRule(said, lead) : withoutRule(said);
    const conflict = conflicts.find(([field]) => meaning[field] !== undefined && whole[field] !== undefined);
    if (conflict) return joiner && ranges.has(joiner) ? 'range' : conflict[1];
    if (joiner && alwaysApart.has(joiner)) return joiner === 'or' ? 'two days' : 'range';
    Object.assign(whole, meaning);
  }
  return checked(whole);
}

/** Beside a rule, "from friday" is where it starts, and "until friday" where it ends. */
function ofRule({ day, ...meaning }: Meaning, lead: string | undefined): Meaning {
  if (day && lead === 'starting') return { ...meaning, start: day };
  if (day && lead === 'until') return { ...meaning, until: day };
  return day ? { ...meaning, day } : meaning;
}

/** "Until friday" and "starting monday" say when something is due where nothing repeats. */
function withoutRule({ until, start, ...meaning }: Meaning): Meaning {
  const day = until ?? start;
  return day ? { ...meaning, day } : meaning;
}

function checked(whole: Meaning): Meaning | Reason {
  const { day, start, rule, minutes, clock, part, except } = whole;
  if (!rule) {
    if (whole.length) return 'duration';
    if (whole.count || whole.completion || except) return 'incomplete';
  }
  if (day && start) return 'two days';
  if (minutes !== undefined && (day || clock || part || start || rule)) return 'two times';
  if (whole.zone && !clock) return 'incomplete';
  if ((whole.until || whole.length) && whole.count) return 'two rules';
  if (whole.until && whole.length) return 'range';
  if (!rule) return whole;
  const limited = except ? without(rule, except) : rule;
  if (!limited) return 'incomplete';
  return { ...whole, rule: whole.completion ? { ...limited, from: 'completion' } : limited };
}

/** A rule without some of its weekdays; every day is all seven. */
function without(rule: Rule, except: number[]): Rule | undefined {
  const isEveryDay = rule.frequency === 'daily' && rule.interval === 1;
  if (!isEveryDay && !rule.weekdays) return undefined;
  const excluded = weekdayNames(except);
  const left = (rule.weekdays ?? weekdays).filter((day) => !excluded.includes(day));
  return left.length === 0 ? undefined : { ...rule, frequency: 'weekly', weekdays: left };
}
