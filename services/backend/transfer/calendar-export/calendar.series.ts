import { isDeepStrictEqual } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import type { Due } from '../../../../shared/events/task.schema.ts';
import { dueInstant } from '../../../../shared/schedule/due.ts';
import { nextOccurrence, occurrenceWithin, type Series } from '../../../../shared/schedule/recurrence.ts';
import type { ExportedTask } from '../transfer.schema.ts';
import { instant, type Property, timeProperty } from './calendar.property.ts';
import { type DateRule, dateRule, isSaid } from './calendar.recurrence.ts';

/** A series as iCalendar has it: from an open occurrence on, for the earlier ones are tasks of their own. */
export interface OpenSeries {
  /** The day that the series has for the open occurrence: DTSTART. */
  first: Due;
  /** Where that occurrence was moved by hand. */
  movedTo: Due | undefined;
  /** RRULE and RDATE. */
  rule: Property[];
}

/** An RRULE ends or goes on for ever; dates beside it are listed for this many occurrences. */
const listedOccurrences = 100;

/** Undefined for a task without a further occurrence. A completed one has its successor, which repeats from there on. */
export function openSeries({ recurrence, due, seriesStart, occurrence, completedAt }: ExportedTask) {
  if (!recurrence || !due || !seriesStart || !occurrence || completedAt) return undefined;
  if (recurrence.from === 'completion') {
    // There is no RRULE for what counts from the day of completion: the due is taken for it.
    const left = recurrence.count && { count: recurrence.count - occurrence + 1 };
    const series: Series = { start: due, rule: { ...recurrence, from: 'due', ...left } };
    const open = seriesFrom(series, 1, due);
    const mark: Property = ['x-todo-repeats-from', {}, 'text', 'COMPLETION'];
    return open && { ...open, rule: [...open.rule, mark] };
  }
  return seriesFrom({ start: seriesStart, rule: recurrence }, occurrence, due);
}

function seriesFrom(series: Series, number: number, due: Due): OpenSeries | undefined {
  const onTime = dueInstant(due);
  const next = nextOccurrence(series, { number, due, completedAt: onTime }, onTime);
  if (!next) return undefined;
  // An occurrence that was moved past others takes the place of the last of them: those are skipped.
  const firstNumber = next.number - 1;
  const first = dueOf(series, firstNumber)!;
  const movedTo = isDeepStrictEqual(first, due) ? undefined : due;
  return { first, movedTo, rule: ruleProperties(series, firstNumber) };
}

/**
 * The least due that is later than DTSTART, which section 3.8.2.3 requires: DTSTART is the due itself, since the rule counts
 * from it, and DUE is a second later, or the end of the day.
 */
export function dueAfterStart(start: Due): Property {
  if (start.time === null) {
    const nextDay = Temporal.PlainDate.from(start.date).add({ days: 1 });
    return timeProperty('due', { ...start, date: nextDay.toString() });
  }
  const [name, parameters, type, value] = timeProperty('due', start) as [
    string,
    Record<string, string>,
    string,
    string,
  ];
  return [name, parameters, type, value.replace(/00(Z?)$/, '01$1')];
}

function ruleProperties(series: Series, firstNumber: number): Property[] {
  const dates = dateRule(series.rule, Temporal.PlainDate.from(series.start.date));
  const [unsaid, ...others] = unsaidDues(series, dates, firstNumber);
  const rule: Property = ['rrule', {}, 'recur', { ...dates, ...ending(series, firstNumber, !unsaid) }];
  return unsaid ? [rule, timeProperty('rdate', unsaid, ...others)] : [rule];
}

/** The dues that the RRULE leaves out. */
function unsaidDues(series: Series, dates: DateRule, firstNumber: number): Due[] {
  const { rule } = series;
  const isClamped = dates.bymonthday?.some((day) => day > 28) && !dates.bymonthday.includes(-1);
  const last = Math.min(rule.count ?? Number.POSITIVE_INFINITY, firstNumber + (isClamped ? listedOccurrences : 1) - 1);
  const dues: Due[] = [];
  for (let number = firstNumber; number <= last; number++) {
    const due = dueOf(series, number);
    if (!due || (rule.until && due.date > rule.until)) break;
    if (!isSaid(dates, Temporal.PlainDate.from(due.date))) dues.push(due);
  }
  return dues;
}

/**
 * The sooner end, for UNTIL and COUNT may not occur together in one rule (section 3.3.10). COUNT is what is left, where the
 * RRULE has all the dates. UNTIL is of the type of DTSTART: a date, or an instant.
 */
function ending(series: Series, firstNumber: number, saysAll: boolean): { count?: number; until?: string } {
  const { count, until } = series.rule;
  const last = count === undefined ? undefined : dueOf(series, count)?.date;
  if (count !== undefined && saysAll && !(until && (!last || until < last))) return { count: count - firstNumber + 1 };
  const [end] = [last, until].filter((date) => date !== undefined).sort();
  if (!end) return {};
  const { start } = series;
  return { until: start.time === null ? end : instant(dueInstant({ ...start, date: end }).toISOString()) };
}

function dueOf({ start, rule }: Series, number: number): Due | undefined {
  const date = occurrenceWithin(Temporal.PlainDate.from(start.date), rule, number);
  return date && { ...start, date: date.toString() };
}
