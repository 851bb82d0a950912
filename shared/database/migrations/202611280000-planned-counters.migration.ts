import { Migration } from '@mikro-orm/migrations';

const columns = `owner_id, task_list(list_id, owner_id) as list, due_day(due, due_at) as day, is_all_day(due) as all_day`;
const openTasks = (table: string, open: 1 | -1) =>
  `select ${columns}, ${open} as open from ${table} where completed_at is null`;
const bytes = (table: string) => `task_bytes(${table}.title, ${table}.description, ${table}.tags)`;

/** What each kind of statement adds to the counters, by the name of its trigger. */
const statements = {
  added: {
    usage: `select owner_id, count(*) as tasks, sum(${bytes('added')}) as bytes from added group by owner_id`,
    open: openTasks('added', 1),
  },
  changed: {
    usage: `select added.owner_id, 0 as tasks, sum(${bytes('added')} - ${bytes('removed')}) as bytes
              from added join removed using (id) group by added.owner_id`,
    open: `${openTasks('added', 1)} union all ${openTasks('removed', -1)}`,
  },
  removed: {
    usage: `select owner_id, -count(*) as tasks, -sum(${bytes('removed')}) as bytes from removed group by owner_id`,
    open: openTasks('removed', -1),
  },
};

/**
 * The counters of `task_usage` and `task_count` have a function for each kind of statement, so that PostgreSQL keeps the plans of
 * their statements. One function for all kinds had to put its statements together and have them planned each time, which took
 * half of the time of adding a task.
 */
export class PlannedCounters extends Migration {
  override async up(): Promise<void> {
    for (const [kind, { usage, open }] of Object.entries(statements)) {
      this.addSql(/* sql */ `
        create function count_${kind}_task_usage() returns trigger
          language plpgsql security definer set search_path = public, pg_temp
        as $$
        declare
          changed record;
        begin
          for changed in ${usage} loop
            if changed.tasks <> 0 or changed.bytes <> 0 then
              with replaced as (
                delete from task_usage where ctid = any (array(
                  select ctid from task_usage where owner_id = changed.owner_id for update skip locked))
                returning tasks, bytes
              )
              insert into task_usage (owner_id, tasks, bytes)
                select changed.owner_id, changed.tasks + coalesce(sum(tasks), 0), changed.bytes + coalesce(sum(bytes), 0)
                  from replaced;
            end if;
          end loop;
          return null;
        end
        $$;

        create function count_${kind}_open_tasks() returns trigger
          language plpgsql security definer set search_path = public, pg_temp
        as $$
        declare
          changed record;
        begin
          for changed in
            select owner_id, list, day, all_day, sum(open)::int as open from (${open}) difference
             group by owner_id, list, day, all_day having sum(open) <> 0
          loop
            with replaced as (
              delete from task_count where ctid = any (array(
                select ctid from task_count
                 where owner_id = changed.owner_id and list = changed.list and day = changed.day and all_day = changed.all_day
                   for update skip locked))
              returning open
            ), total as (select changed.open + coalesce(sum(open), 0) as open from replaced)
            insert into task_count (owner_id, list, day, all_day, open)
              select changed.owner_id, changed.list, changed.day, changed.all_day, open from total where open <> 0;
          end loop;
          return null;
        end
        $$;
      `);
    }
    this.addSql(/* sql */ `
      drop trigger count_added_tasks on task;
      drop trigger count_changed_tasks on task;
      drop trigger count_removed_tasks on task;
      drop trigger count_added_open_tasks on task;
      drop trigger count_changed_open_tasks on task;
      drop trigger count_removed_open_tasks on task;
      drop function count_task_usage;
      drop function count_open_tasks;
    `);
    for (const counter of ['task_usage', 'open_tasks']) {
      this.addSql(/* sql */ `
        create trigger count_added_${counter} after insert on task
          referencing new table as added for each statement execute function count_added_${counter}();
        create trigger count_changed_${counter} after update on task
          referencing new table as added old table as removed for each statement execute function count_changed_${counter}();
        create trigger count_removed_${counter} after delete on task
          referencing old table as removed for each statement execute function count_removed_${counter}();
      `);
    }
  }
}
