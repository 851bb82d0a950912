import { Migration } from '@mikro-orm/migrations';

/**
 * Partitions the activity log and the notifications by month, so that what is older than it is kept is dropped and not deleted row by
 * row. The rows so far become the first partition, which is only read once, to check that they belong there.
 */
export class Partitions extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      -- The number of milliseconds with which a UUID of version 7 begins.
      create function uuid_instant(id uuid) returns timestamptz immutable strict parallel safe
        return to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0);

      -- The value of the partition key with which that instant begins.
      create function partition_key(partitioned text, instant timestamptz) returns text stable strict
        return case partitioned
          when 'activity' then instant::text
          when 'notification' then rpad(lpad(to_hex((extract(epoch from instant) * 1000)::bigint), 12, '0'), 32, '0')::uuid::text end;

      create function partitions_of(partitioned text)
        returns table (name text, since timestamptz, until timestamptz) stable strict language plpgsql as $$
        declare
          bounds text[];
        begin
          for name, bounds in
            select c.relname, regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \\(''?(.*?)''?\\) TO \\(''(.*?)''\\)')
              from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = partitioned::regclass
          loop
            continue when bounds is null;
            if partitioned = 'activity' then
              since := case when bounds[1] = 'MINVALUE' then '-infinity' else bounds[1] end;
              until := bounds[2];
            else
              since := case when bounds[1] = 'MINVALUE' then '-infinity' else uuid_instant(bounds[1]::uuid) end;
              until := uuid_instant(bounds[2]::uuid);
            end if;
            return next;
          end loop;
        end $$;

      -- Makes the partition of a month, with the rows that came into the default one because it was missing.
      create function add_partition(partitioned text, month timestamptz) returns void language plpgsql set timezone = 'UTC' as $$
        declare
          key text := case partitioned when 'activity' then 'at' else 'id' end;
          name text := partitioned || to_char(month, '_YYYYMM');
          since text := partition_key(partitioned, month);
          until text := partition_key(partitioned, month + interval '1 month');
        begin
          execute format('lock table only %I in access exclusive mode', partitioned || '_default');
          execute format('create table %I (like %I including defaults)', name, partitioned);
          execute format('with moved as (delete from %1$I where %2$I >= %3$L and %2$I < %4$L returning *) insert into %5$I select * from moved',
                         partitioned || '_default', key, since, until, name);
          execute format('alter table %I attach partition %I for values from (%L) to (%L)', partitioned, name, since, until);
        end $$;

      -- Makes the partitions of this month and the next two, and drops those of which everything is older than so many months.
      -- Returns the names of the dropped ones. It is safe at any time and from any number of programs, and waits for nobody for long: what
      -- it could not do is done the next time. It goes by the database's clock and keeps at least this month and the last one, so
      -- that nobody with the application's role can remove what was just logged.
      create function keep_partitions(partitioned text, months int) returns text[]
        language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' set lock_timeout = '1s' as $$
        declare
          this_month constant timestamptz := date_trunc('month', now());
          oldest constant timestamptz := this_month - make_interval(months => months);
          month timestamptz;
          old text;
          dropped text[] := '{}';
        begin
          if partitioned not in ('activity', 'notification') or months < 1 then raise exception 'invalid retention'; end if;
          -- One program does this at a time; the others leave it to that one.
          begin
            execute format('lock table only %I in share update exclusive mode nowait', partitioned);
          exception when lock_not_available then return dropped;
          end;
          for month in execute format('
            select $1 + make_interval(months => n) from generate_series(0, 2) n
             union
            select date_trunc(''month'', %s) from %I where %1$s >= $2 and %1$s < $1
             order by 1', case partitioned when 'activity' then 'at' else 'uuid_instant(id)' end, partitioned || '_default')
            using this_month, oldest
          loop
            continue when exists (select from partitions_of(partitioned) where since <= month and month < until);
            begin
              perform add_partition(partitioned, month);
            exception when lock_not_available then null;
            end;
          end loop;
          for old in select name from partitions_of(partitioned) where until <= oldest order by until loop
            begin
              execute format('drop table %I', old);
              dropped := dropped || old;
            exception when lock_not_available then exit;
            end;
          end loop;
          execute format('delete from %1$I where ctid = any (array(select ctid from %1$I where at < $1 limit 10000))',
                         partitioned || '_default') using oldest;
          if partitioned = 'notification' then delete from push_delivery where created_at < oldest; end if;
          return dropped;
        end $$;
      revoke all on function keep_partitions(text, int), add_partition(text, timestamptz) from public;
      grant execute on function keep_partitions(text, int) to todo_app;
    `);

    this.addSql(/* sql */ `
      alter table activity rename to activity_old;
      alter table activity_old drop constraint activity_pkey;
      alter index activity_owner_id_id_index rename to activity_old_owner_id_id_index;
      alter index activity_task_id_id_index rename to activity_old_task_id_id_index;
      create table activity (like activity_old including defaults, primary key (id, at)) partition by range (at);
      alter sequence activity_id_seq owned by activity.id;
      create index activity_owner_id_id_index on activity (owner_id, id);
      create index activity_task_id_id_index on activity (task_id, id);
      create table activity_default partition of activity default;
      grant select, insert on activity to todo_app;
      revoke all on activity_old from todo_app;
    `);

    // The id of a notification is that of its event, which begins with the time: so it is unique over all partitions, and pages stay in
    // the order of time. A push knows its notification without a foreign key, which would make dropping a partition read all pushes.
    this.addSql(/* sql */ `
      alter table push_delivery drop constraint push_delivery_notification_id_foreign;
      update push_delivery set notification_id = event_id from notification where notification.id = notification_id;
      update notification set id = event_id;
      alter table notification rename to notification_old;
      alter table notification_old drop constraint notification_pkey, drop constraint notification_owner_id_foreign, drop column event_id;
      alter index notification_owner_id_id_index rename to notification_old_owner_id_id_index;
      alter index notification_unread rename to notification_old_unread;
      create table notification (like notification_old, primary key (id)) partition by range (id);
      alter table notification add constraint notification_owner_id_foreign foreign key (owner_id) references "user" (id) on delete cascade;
      create index notification_owner_id_id_index on notification (owner_id, id);
      create index notification_unread on notification (owner_id, id) where read_at is null;
      create table notification_default partition of notification default;
      grant select, insert, update, delete on notification to todo_app;
      revoke all on notification_old from todo_app;
    `);

    // What is not before the next month (a clock was wrong, or an id is not from the backend) goes where there is no partition.
    this.addSql(/* sql */ `
      do $$
        declare
          next_month constant timestamptz := date_trunc('month', now(), 'UTC') + interval '1 month';
        begin
          set local timezone = 'UTC';
          execute format('with moved as (delete from activity_old where at >= %1$L returning *) insert into activity select * from moved', next_month);
          execute format('alter table activity attach partition activity_old for values from (minvalue) to (%L)', next_month);
          execute format('with moved as (delete from notification_old where id >= %1$L returning *) insert into notification select * from moved',
                         partition_key('notification', next_month));
          execute format('alter table notification attach partition notification_old for values from (minvalue) to (%L)',
                         partition_key('notification', next_month));
          perform keep_partitions('activity', 1200), keep_partitions('notification', 1200);
        end $$;

      create or replace function erase_account(account uuid) returns void
        language sql security definer set search_path = public, pg_temp
      begin atomic
        select from "user" where id = account for no key update;
        -- Whoever changes one task right now holds its row, and may yet add activity and events: wait for them. From the
        -- next lock of the user on there are no new tasks; what was added before it goes in the second turn.
        delete from task where owner_id = account;
        select from "user" where id = account for update;
        delete from task where owner_id = account;
        delete from outbox_event where owner_id = account;
        delete from dead_letter where event #>> '{data,ownerId}' = account::text;
        delete from activity where owner_id = account;
        delete from "user" where id = account;
      end;
      revoke all on function erase_account(uuid) from public;
      grant execute on function erase_account(uuid) to todo_app;
    `);
  }
}
