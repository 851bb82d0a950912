import { isDeepStrictEqual } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import type { Due } from '../../../../shared/events/task.schema.ts';
import { dueInstant } from '../../../../shared/schedule/due.ts';
import { nextOccurrence, occurrenceWithin, type Series } from '../../../../shared/schedule/recurrence.ts';
import type { ExportedTask } from '../transfer.schema.ts';
import { instant, type Property, timeProperty } from './calendar.property.ts';
import { type DateRule, dateRule, isCovered } from './calendar.recurrence.ts';

/** A series in iCalendar. It begins with the open occurrence, because earlier occurrences are tasks of their own. */
export interface OpenSeries {
  /** DTSTART: the due that the rule gives the open occurrence. */
  first: Due;
  /** The due to which the user moved that occurrence; undefined if it was not moved. */
  movedTo: Due | undefined;
  /** The properties RRULE and RDATE. */
  rule: Property[];
}

/** The RRULE may be endless, so at most this many occurrences are checked for dates that it lacks. */
const listedOccurrences = 100;

/**
 * Returns undefined for a task that does not repeat again. A completed task does not, because its successor continues the series.
 */
export function openSeries({ recurrence, due, seriesStart, occurrence, completedAt }: ExportedTask) {
  if (!recurrence || !due || !seriesStart || !occurrence || completedAt) return undefined;
  if (recurrence.from === 'completion') {
    // iCalendar has no rule that counts from the completion, so the exported rule counts from the due.
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
  // An occurrence that was moved past later ones replaces them, so they are skipped.
  const firstNumber = next.number - 1;
  const first = dueOf(series, firstNumber)!;
  const movedTo = isDeepStrictEqual(first, due) ? undefined : due;
  return { first, movedTo, rule: ruleProperties(series, firstNumber) };
}

/**
 * Returns the earliest DUE that section 3.8.2.3 allows: it must be later than DTSTART. DTSTART is the due itself, because the
 * rule counts from it, so DUE is a second later, or the end of the day.
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
  const [missing, ...others] = missingDues(series, dates, firstNumber);
  const rule: Property = ['rrule', {}, 'recur', { ...dates, ...ending(series, firstNumber, !missing) }];
  return missing ? [rule, timeProperty('rdate', missing, ...others)] : [rule];
}

/** Returns the dues that the RRULE lacks. */
function missingDues(series: Series, dates: DateRule, firstNumber: number): Due[] {
  const { rule } = series;
  const isClamped = dates.bymonthday?.some((day) => day > 28) && !dates.bymonthday.includes(-1);
  const last = Math.min(rule.count ?? Number.POSITIVE_INFINITY, firstNumber + (isClamped ? listedOccurrences : 1) - 1);
  const dues: Due[] = [];
  for (let number = firstNumber; number <= last; number++) {
    const due = dueOf(series, number);
    if (!due || (rule.until && due.date > rule.until)) break;
    if (!isCovered(dates, Temporal.PlainDate.from(due.date))) dues.push(due);
  }
  return dues;
}

/**
 * Returns the end of the rule as COUNT or UNTIL, whichever is sooner, because a rule must not have both (section 3.3.10). COUNT
 * is the number of remaining occurrences, and can only be used if the RRULE covers all dates. UNTIL has the type of DTSTART: a
 * date, or an instant.
 */
function ending(series: Series, firstNumber: number, coversAll: boolean): { count?: number; until?: string } {
  const { count, until } = series.rule;
  const last = count === undefined ? undefined : dueOf(series, count)?.date;
  if (count !== undefined && coversAll && !(until && (!last || until < last)))
    return { count: count - firstNumber + 1 };
  const [end] = [last, until].filter((date) => date !== undefined).sort();
  if (!end) return {};
  const { start } = series;
  return { until: start.time === null ? end : instant(dueInstant({ ...start, date: end }).toISOString()) };
}

function dueOf({ start, rule }: Series, number: number): Due | undefined {
  const date = occurrenceWithin(Temporal.PlainDate.from(start.date), rule, number);
  return date && { ...start, date: date.toString() };
}
