import { Migration } from '@mikro-orm/migrations';

/**
 * The database counts what each person's tasks take, whoever writes them. Each statement adds a row with the difference and replaces
 * those rows that nobody else is replacing by their sum. So nobody waits for a counter, and a person has few rows.
 */
export class TaskUsage extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      create table task_usage (
        owner_id uuid not null references "user" (id) on delete cascade,
        tasks int not null,
        bytes bigint not null
      );
      create index task_usage_owner_id_index on task_usage (owner_id);
      grant select, insert, update, delete on task_usage to todo_app;

      create function task_bytes(title text, description text, tags text[]) returns bigint
        language sql immutable parallel safe
        return octet_length(title) + octet_length(description) + pg_column_size(tags);

      -- It runs with the rights of the owner of the schema, as the erasure of an account does.
      create function count_task_usage() returns trigger
        language plpgsql security definer set search_path = public, pg_temp
      as $$
      declare
        changed record;
      begin
        for changed in
          execute case tg_op
            when 'INSERT' then 'select owner_id, count(*) as tasks, sum(task_bytes(title, description, tags)) as bytes
                                  from added group by owner_id'
            when 'DELETE' then 'select owner_id, -count(*) as tasks, -sum(task_bytes(title, description, tags)) as bytes
                                  from removed group by owner_id'
            else 'select added.owner_id, 0 as tasks, sum(task_bytes(added.title, added.description, added.tags)
                                                       - task_bytes(removed.title, removed.description, removed.tags)) as bytes
                    from added join removed using (id) group by added.owner_id'
          end
        loop
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
      create trigger count_added_tasks after insert on task
        referencing new table as added for each statement execute function count_task_usage();
      create trigger count_changed_tasks after update on task
        referencing new table as added old table as removed for each statement execute function count_task_usage();
      create trigger count_removed_tasks after delete on task
        referencing old table as removed for each statement execute function count_task_usage();

      insert into task_usage (owner_id, tasks, bytes)
        select owner_id, count(*), sum(task_bytes(title, description, tags)) from task group by owner_id;
    `);
  }
}
