import { z } from 'zod';
import type { Owner } from '../write/task.lock.ts';
import { type Sql, sql } from './sql.ts';
import { dateIn, dayOf, isNotArchived, isOwnedBy } from './task.predicates.ts';

const count = z.int().min(0);
export const taskCounts = z
  .strictObject({
    open: count,
    today: count,
    overdue: count,
    upcoming: count,
    untilToday: count.meta({ description: 'Due today or before, which the page shows as "Today".' }),
    inbox: count,
    lists: z.record(z.uuid(), count).meta({ description: 'The open tasks of each list that has any, by its id.' }),
  })
  .meta({ id: 'TaskCounts', description: 'Open tasks. Those of archived lists are only counted in `lists`.' });
export type TaskCounts = z.output<typeof taskCounts>;

/**
 * Counts the open tasks of a person. The statement sums up the counters that the database keeps for each list and day of due
 * (`task_count`). What is due at a time of day is counted itself around now and around the ends of the day: at most the tasks of
 * three days.
 */
export function openTaskCounts(owner: Pick<Owner, 'id' | 'timeZone'>, now: Date): Sql {
  const [start, end] = dayOf(now, owner.timeZone);
  const today = dateIn(now, owner.timeZone);
  const [firstDay, lastDay] = [utcDay(now), utcDay(end)];
  const first = new Date(Math.min(start.getTime(), Date.parse(firstDay)));
  const last = new Date(Date.parse(lastDay) + 24 * 3_600_000);
  return sql`
    with counter as materialized (
      select task_count.list, day, all_day, sum(open) as open, list.archived_at is not null as archived
        from task_count left join list on list.id = task_count.list
       where task_count.owner_id = ${owner.id} group by task_count.list, day, all_day, list.archived_at
    ), shown as (
      select coalesce(sum(open), 0) as open,
             coalesce(sum(open) filter (where list = ${owner.id}), 0) as inbox,
             coalesce(sum(open) filter (where all_day and day = ${today}), 0) as today,
             coalesce(sum(open) filter (where day < case when all_day then ${today}::date else ${firstDay}::date end), 0) as overdue,
             coalesce(sum(open) filter (where case when all_day then day <= ${today}::date else day < ${firstDay}::date end), 0) as until_today,
             coalesce(sum(open) filter (where day < 'infinity' and
                                              day > case when all_day then ${today}::date else ${lastDay}::date end), 0) as upcoming
        from counter where not archived
    ), near as (
      select count(*) filter (where due_at >= ${start} and due_at < ${end}) as today,
             count(*) filter (where due_at >= ${new Date(firstDay)} and due_at < ${now}) as overdue,
             count(*) filter (where due_at >= ${new Date(firstDay)} and due_at < ${end}) as until_today,
             count(*) filter (where due_at >= ${end}) as upcoming
        from task
       where ${isOwnedBy(owner)} and completed_at is null and coalesce(due_at, 'infinity') >= ${first}
         and coalesce(due_at, 'infinity') < ${last} and not is_all_day(due) and ${isNotArchived(owner)}
    )
    select shown.open::int, (shown.today + near.today)::int as today, (shown.overdue + near.overdue)::int as overdue,
           (shown.upcoming + near.upcoming)::int as upcoming, shown.inbox::int as inbox,
           (shown.until_today + near.until_today)::int as "untilToday",
           (select coalesce(json_object_agg(list, open), '{}') from (
              select list, sum(open)::int as open from counter where list <> ${owner.id} group by list having sum(open) > 0) each) as lists
      from shown, near`;
}

/** The date of an instant in UTC, of which a counter's day is one. */
const utcDay = (at: Date) => at.toISOString().slice(0, 10);
