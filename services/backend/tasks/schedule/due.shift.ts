import { Temporal } from 'temporal-polyfill';
import { type Due, due as dueSchema } from '../../../../shared/events/task.schema.ts';

export function daysBetween(from: Pick<Due, 'date'>, to: Pick<Due, 'date'>): number {
  return Temporal.PlainDate.from(from.date).until(to.date, { largestUnit: 'day' }).days;
}

/** Moves a due by days. Its time of day stays. @returns undefined beyond the years that a due may have */
export function movedBy(due: Due, days: number): Due | undefined {
  const date = Temporal.PlainDate.from(due.date).add({ days }).toString();
  return dueSchema.shape.date.safeParse(date).success ? { ...due, date } : undefined;
}
