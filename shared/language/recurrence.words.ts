import type { Recurrence } from '../events/task.schema.ts';
import { dateInWords } from './due.words.ts';

const units = { daily: 'day', weekly: 'week', monthly: 'month', yearly: 'year' } as const;
const names = { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' } as const;
const workdays = 'mon,tue,wed,thu,fri';

/**
 * A rule as one would say it: `every day`, `every 2 weeks on Mon, Thu`, `every weekday`, `every month, until 31 Dec 2027`,
 * `every year, 5 times`, `3 days after completion`.
 */
export function recurrenceInWords(rule: Recurrence): string {
  return [rhythm(rule), ...end(rule)].join(', ');
}

function rhythm({ frequency, interval, weekdays, from }: Recurrence): string {
  const unit = units[frequency];
  const days = weekdays?.map((day) => names[day]).join(', ');
  if (from === 'completion') {
    const after = `${interval} ${unit}${interval === 1 ? '' : 's'} after completion`;
    return days ? `${after}, on ${days}` : after;
  }
  if (interval === 1 && weekdays?.join() === workdays) return 'every weekday';
  const every = interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`;
  return days ? `${every} on ${days}` : every;
}

function* end({ until, count }: Recurrence): Generator<string> {
  if (until) yield `until ${dateInWords(until)}`;
  if (count) yield count === 1 ? 'once' : `${count} times`;
}
