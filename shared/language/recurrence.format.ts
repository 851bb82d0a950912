import type { Recurrence } from '../events/task.schema.ts';
import { dateInWords, monthNames } from './due.format.ts';

const units = { daily: 'day', weekly: 'week', monthly: 'month', yearly: 'year' } as const;
const weekdayNames = { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' } as const;
const ordinals = ['', '1st', '2nd', '3rd', '4th', '5th'];
const workdays = 'mon,tue,wed,thu,fri';

/**
 * Writes a rule as one would say it: `every day`, `every 2 weeks on Mon, Thu`, `every weekday`, `every month on the 1st and 15th`,
 * `every month on the last Fri, until 31 Dec 2027`, `every year on the 1st of Jan and Jul`, `3 days after completion`.
 */
export function recurrenceInWords(rule: Recurrence): string {
  return [rhythm(rule), ...end(rule)].join(', ');
}

function rhythm(rule: Recurrence): string {
  const { frequency, interval, weekdays, from } = rule;
  const unit = units[frequency];
  const on = days(rule);
  if (from === 'completion') {
    const after = `${interval} ${unit}${interval === 1 ? '' : 's'} after completion`;
    return on ? `${after}, ${on}` : after;
  }
  if (interval === 1 && weekdays?.join() === workdays) return 'every weekday';
  const every = interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`;
  return on ? `${every} ${on}` : every;
}

/** Writes the days and months of the rule. Undefined when its first date says them. */
function days({ weekdays, monthDays, nthWeekdays, months }: Recurrence): string | undefined {
  if (weekdays) return `on ${weekdays.map((day) => weekdayNames[day]).join(', ')}`;
  const inMonths = months && list(months.map((month) => monthNames[month - 1]!));
  const named = monthDays
    ? list(monthDays.map((day) => (day === -1 ? 'last day' : ordinal(day))))
    : nthWeekdays &&
      list(nthWeekdays.map(({ nth, weekday }) => `${nth === -1 ? 'last' : ordinals[nth]} ${weekdayNames[weekday]}`));
  if (named) return `on the ${named}${inMonths ? ` of ${inMonths}` : ''}`;
  return inMonths && `in ${inMonths}`;
}

/** Joins items as in `1, 2 and 3`. */
function list(items: string[]): string {
  return items.length > 1 ? `${items.slice(0, -1).join(', ')} and ${items.at(-1)}` : items[0]!;
}

function ordinal(day: number): string {
  const ending = day % 100 > 10 && day % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}

function* end({ until, count }: Recurrence): Generator<string> {
  if (until) yield `until ${dateInWords(until)}`;
  if (count) yield count === 1 ? 'once' : `${count} times`;
}
