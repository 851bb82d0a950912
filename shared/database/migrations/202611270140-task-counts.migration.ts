import { Migration } from '@mikro-orm/migrations';

/**
 * The database counts the open tasks of each list by the day of their due, whoever writes them. As in `task_usage`, each statement
 * adds a row with the difference and replaces those that nobody else is replacing by their sum, so nobody waits for a counter.
 */
export class TaskCounts extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      create table task_count (
        owner_id uuid not null references "user" (id) on delete cascade,
        -- As in task_list: the Inbox has the id of the owner.
        list uuid not null,
        -- The date of an all-day due, the day in UTC of another one, infinity without a due.
        day date not null,
        all_day boolean not null,
        open int not null
      ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
      create index task_count_key on task_count (owner_id, list, day, all_day);
      grant select, insert, update, delete on task_count to todo_app;

      create function due_day(due jsonb, due_at timestamptz) returns date stable parallel safe
        return coalesce(case when due ->> 'time' is null then (due ->> 'date')::date else (due_at at time zone 'UTC')::date end, 'infinity');
      create function is_all_day(due jsonb) returns boolean immutable parallel safe
        return due is not null and due ->> 'time' is null;

      -- It runs with the rights of the owner of the schema, as the erasure of an account does.
      create function count_open_tasks() returns trigger
        language plpgsql security definer set search_path = public, pg_temp
      as $$
      declare
        changed record;
        key constant text := 'select owner_id, task_list(list_id, owner_id) as list, due_day(due, due_at) as day, is_all_day(due) as all_day';
        difference text;
      begin
        difference := case tg_op
          when 'INSERT' then key || ', 1 as open from added where completed_at is null'
          when 'DELETE' then key || ', -1 as open from removed where completed_at is null'
          else key || ', 1 as open from added where completed_at is null union all ' ||
               key || ', -1 as open from removed where completed_at is null'
        end;
        for changed in
          execute 'select owner_id, list, day, all_day, sum(open)::int as open from (' || difference || ') difference
                    group by owner_id, list, day, all_day having sum(open) <> 0'
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
      create trigger count_added_open_tasks after insert on task
        referencing new table as added for each statement execute function count_open_tasks();
      create trigger count_changed_open_tasks after update on task
        referencing new table as added old table as removed for each statement execute function count_open_tasks();
      create trigger count_removed_open_tasks after delete on task
        referencing old table as removed for each statement execute function count_open_tasks();

      insert into task_count (owner_id, list, day, all_day, open)
        select owner_id, task_list(list_id, owner_id), due_day(due, due_at), is_all_day(due), count(*) from task
         where completed_at is null group by 1, 2, 3, 4;
    `);
  }
}
