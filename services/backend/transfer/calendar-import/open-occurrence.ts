import { Temporal } from 'temporal-polyfill';
import { type Due, recurrence } from '../../../../shared/events/task.schema.ts';
import { dueInstant } from '../../../../shared/schedule/due.ts';
import { occurrenceWithin } from '../../../../shared/schedule/recurrence.ts';
import type { Property } from '../calendar-export/calendar.property.ts';
import { type Component, propertyOf, textOf } from './component.ts';
import { datesOf, ruleOf } from './dates.ts';
import { type CalendarTimes, UnknownZone } from './times.ts';

export interface OpenOccurrence {
  /** The number of the occurrence in its series, from 1. */
  number: number;
  start: Due | undefined;
  due: Due | undefined;
  /** The component that changes this occurrence. */
  override: Component | undefined;
  /** The components of earlier occurrences, which are over. */
  passed: ReadonlySet<Component>;
  /** True if an EXDATE excludes a later occurrence. */
  excludesLater: boolean;
}

/** A search past more occurrences would take long. */
const mostPassed = 2_000;

/**
 * Finds the first occurrence of a series that is still to do. Programs keep a series from its first occurrence on. They add a
 * component for each occurrence that is done (Thunderbird, eM Client), or an EXDATE for each that was skipped. If all are over,
 * the result is the last one that was done. A task that does not repeat is its own only occurrence.
 */
export function openOccurrence(todo: Component, overrides: readonly Component[], times: CalendarTimes): OpenOccurrence {
  const ignore = () => {};
  const { start, due } = datesOf(todo, times, ignore);
  const origin = start ?? due;
  const only: OpenOccurrence = { number: 1, start, due, override: undefined, passed: new Set(), excludesLater: false };
  if (!origin || !due) return only;
  const rule = recurrence.safeParse(ruleOf(todo, due, ignore, times)).data;
  const excluded = excludedDates(todo, times);
  const overrideAt = byDate(overrides, origin, (one) => readDue(times, propertyOf(one, 'recurrence-id')));
  const excludedAt = byDate(excluded, origin, (date) => date);
  const at = (first: Due, number: number): Due | undefined => {
    if (number === 1) return first;
    if (rule?.from !== 'due' || (rule.count && number > rule.count)) return undefined;
    const date = occurrenceWithin(Temporal.PlainDate.from(first.date), rule, number)?.toString();
    return date && !(rule.until && date > rule.until) ? { ...first, date } : undefined;
  };

  const passed = new Set<Component>();
  for (let number = 1; number <= overrides.length + excluded.length + 1; number++) {
    const [began, ends] = [at(origin, number), at(due, number)];
    if (!began || !ends) break;
    const override = overrideAt(began);
    const isOver = number <= mostPassed && (isDone(override) || excludedAt(began) !== undefined);
    if (!isOver) {
      // Each earlier occurrence without a component used up one EXDATE.
      const excludesLater = excluded.length > number - 1 - passed.size;
      return { number, start: start && began, due: ends, override, passed, excludesLater };
    }
    if (override) passed.add(override);
  }
  return { ...only, override: [...passed].at(-1), passed };
}

/** Returns a function that finds the item of an occurrence. Some programs write a date even if the series has times. */
function byDate<T>(all: readonly T[], origin: Due, dateOf: (one: T) => Due | undefined) {
  const isDay = (date: Due) => origin.time === null || date.time === null;
  const keyOf = (date: Due) => (isDay(date) ? date.date : dueInstant(date).toISOString());
  const found = new Map(
    all.flatMap((one) => {
      const date = dateOf(one);
      return date ? [[keyOf(date), one] as const] : [];
    }),
  );
  return (at: Due): T | undefined => found.get(keyOf(at)) ?? found.get(at.date);
}

function isDone(override: Component | undefined): boolean {
  return !!override && ['COMPLETED', 'CANCELLED'].includes(textOf(override, 'status')?.toUpperCase() ?? '');
}

function excludedDates([, properties]: Component, times: CalendarTimes): Due[] {
  const values = properties
    .filter(([name]) => name === 'exdate')
    .flatMap(([name, parameters, type, ...dates]) => dates.map((date): Property => [name, parameters, type, date]));
  return values.slice(0, mostPassed).flatMap((value) => readDue(times, value) ?? []);
}

function readDue(times: CalendarTimes, property: Property | undefined): Due | undefined {
  try {
    return times.due(property);
  } catch (error) {
    if (error instanceof UnknownZone) return undefined;
    throw error;
  }
}
