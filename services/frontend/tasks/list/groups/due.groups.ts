import { Temporal } from 'temporal-polyfill';
import { formatDate } from '../../../../../shared/language/format/locale.format.ts';
import { dueDayOf } from '../../filter/query/due.day.ts';
import { isOverdue, type Seen } from '../../filter/query/task.match.ts';
import { addDays, dateIn } from '../../sync/task.instant.ts';
import type { ListedTask } from '../../task.ts';

/**
 * The key of a group: `added`, `past`, a day such as `2027-01-31`, a month such as `2027-01`, or `none` for tasks without a due.
 */
export type GroupKey = string;

export interface Group {
  key: GroupKey;
  tasks: ListedTask[];
}

export interface Grouping extends Seen {
  /** The ids of tasks that the list shows first, whatever its order. */
  added: ReadonlySet<string>;
}

/** Each of so many days from today on has a heading of its own; later tasks are grouped by month. */
const daysWithHeading = 14;

/** Groups the tasks of a list in due order by when they are due. Within a group the order stays. */
export function groupByDue(tasks: readonly ListedTask[], grouping: Grouping): Group[] {
  const today = dateIn(grouping.now, grouping.timeZone);
  const firstOfMonths = addDays(today, daysWithHeading);
  const groups = new Map<GroupKey, Group>();
  for (const task of tasks) {
    const key = grouping.added.has(task.id) ? 'added' : keyOf(task, grouping, today, firstOfMonths);
    const group = groups.get(key);
    if (group) group.tasks.push(task);
    else groups.set(key, { key, tasks: [task] });
  }
  return [...groups.values()];
}

function keyOf(task: ListedTask, seen: Seen, today: string, firstOfMonths: string): GroupKey {
  const day = dueDayOf(task, seen.timeZone);
  if (day === undefined) return 'none';
  if (day < today || isOverdue(task, seen)) return 'past';
  return day < firstOfMonths ? day : day.slice(0, 'yyyy-mm'.length);
}

export function isDay(key: GroupKey): boolean {
  return key.length === 'yyyy-mm-dd'.length;
}

export interface GroupName {
  title: string;
  /** A detail beside the title, such as the date of a day that is named by a word. */
  note?: string;
}

/** @param isOpen whether the list has open tasks only, so that a past due is overdue */
export function groupName(key: GroupKey, today: string, locale: string, isOpen: boolean): GroupName {
  if (key === 'added') return { title: 'Just added' };
  if (key === 'past') return { title: isOpen ? 'Overdue' : 'Earlier' };
  if (key === 'none') return { title: 'No date' };
  if (!isDay(key)) return { title: monthName(key, today, locale) };
  const days = Temporal.PlainDate.from(today).until(key).days;
  if (days === 0) return { title: 'Today', note: formatDate(key, 'weekdayAndDay', locale) };
  if (days === 1) return { title: 'Tomorrow', note: formatDate(key, 'weekdayAndDay', locale) };
  return { title: formatDate(key, 'longWeekday', locale), note: formatDate(key, 'day', locale) };
}

/** A month whose first days have headings of their own is named after what is left of it. */
function monthName(month: string, today: string, locale: string): string {
  const name = formatDate(`${month}-01`, 'monthAndYear', locale);
  const [word = name] = name.split(' ');
  const thisYear = month.slice(0, 4) === today.slice(0, 4);
  const begun = addDays(today, daysWithHeading - 1).slice(0, 'yyyy-mm'.length) === month;
  return `${begun ? 'Later in ' : ''}${thisYear ? word : name}`;
}
