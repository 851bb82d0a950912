import type { Recurrence } from '../../events/task.schema.ts';
import { formatDate } from './locale.format.ts';

const units = { daily: 'day', weekly: 'week', monthly: 'month', yearly: 'year' } as const;
const ordinals = ['', '1st', '2nd', '3rd', '4th', '5th'];
type Weekday = NonNullable<Recurrence['weekdays']>[number];
const dayOfSomeWeek: Record<Weekday, string> = {
  mon: '2026-11-23',
  tue: '2026-11-24',
  wed: '2026-11-25',
  thu: '2026-11-26',
  fri: '2026-11-27',
  sat: '2026-11-28',
  sun: '2026-11-29',
};
const workdays = 'mon,tue,wed,thu,fri';

/**
 * Writes a rule as one would say it: `every day`, `every 2 weeks on Mon, Thu`, `every weekday`, `every month on the 1st and 15th`,
 * `every month on the last Fri, until 31 Dec 2027`, `every year on the 1st of Jan and Jul`, `3 days after completion`.
 */
export function recurrenceInWords(rule: Recurrence, locale: string): string {
  return [rhythm(rule, locale), ...end(rule, locale)].join(', ');
}

function rhythm(rule: Recurrence, locale: string): string {
  const { frequency, interval, weekdays, from } = rule;
  const unit = units[frequency];
  const on = days(rule, locale);
  if (from === 'completion') {
    const after = `${interval} ${unit}${interval === 1 ? '' : 's'} after completion`;
    return on ? `${after}, ${on}` : after;
  }
  if (interval === 1 && weekdays?.join() === workdays) return 'every weekday';
  const every = interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`;
  return on ? `${every} ${on}` : every;
}

/** Writes the days and months of the rule. Undefined when its first date says them. */
function days({ weekdays, monthDays, nthWeekdays, months }: Recurrence, locale: string): string | undefined {
  const nameOf = (weekday: Weekday) => formatDate(dayOfSomeWeek[weekday], 'weekday', locale);
  if (weekdays) return `on ${weekdays.map(nameOf).join(', ')}`;
  const inMonths =
    months && list(months.map((month) => formatDate(`2026-${String(month).padStart(2, '0')}-01`, 'month', locale)));
  const named = monthDays
    ? list(monthDays.map((day) => (day === -1 ? 'last day' : ordinal(day))))
    : nthWeekdays &&
      list(nthWeekdays.map(({ nth, weekday }) => `${nth === -1 ? 'last' : ordinals[nth]} ${nameOf(weekday)}`));
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

function* end({ until, count }: Recurrence, locale: string): Generator<string> {
  if (until) yield `until ${formatDate(until, 'date', locale)}`;
  if (count) yield count === 1 ? 'once' : `${count} times`;
}
