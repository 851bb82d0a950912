import { Migration } from '@mikro-orm/migrations';

/** Tasks are in lists, may have subtasks, and have a place in a manual order. No row of an existing task is written. */
export class Lists extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      -- Positions are compared by their bytes.
      create table list (
        id uuid primary key,
        owner_id uuid not null constraint list_owner_id_foreign references "user" (id) on delete cascade,
        name text not null,
        position text collate "C" not null,
        archived_at timestamptz(3),
        version int not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        constraint list_owner_id unique (owner_id, id)
      );
      create unique index list_owner_name on list (owner_id, lower(name collate natural_order));

      create table view (
        id uuid primary key,
        owner_id uuid not null constraint view_owner_id_foreign references "user" (id) on delete cascade,
        name text not null,
        query text not null,
        position text collate "C" not null,
        version int not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null
      );
      create index view_owner_id_index on view (owner_id);
      grant select, insert, update, delete on list, view to todo_app;

      alter table task add column list_id uuid, add column parent_id uuid, add column position text collate "C";

      -- The place of a task that nobody has moved follows from its creation: it is behind all that were there before. The text is a
      -- key of fractional indexing, whose integer part is the time.
      create function task_position(placed text, created_at timestamptz, id uuid) returns text immutable parallel safe
        return coalesce(placed, 'm' ||
          lpad(to_hex(40000000000000 + (extract(epoch from created_at at time zone 'UTC') * 1000)::bigint), 13, '0') ||
          substr(replace(id::text, '-', ''), 13, 12) || 'V') collate "C";

      -- The list of a task. The Inbox, where list_id is null, has the id of its owner, so that an index finds and orders it.
      create function task_list(list_id uuid, owner_id uuid) returns uuid immutable parallel safe
        return coalesce(list_id, owner_id);

      -- The keys hold the owner, so that no task is ever in a list of somebody else, or under a task of somebody else.
      alter table task
        add constraint task_owner_id unique (owner_id, id),
        add constraint task_list_id_foreign foreign key (owner_id, list_id) references list (owner_id, id),
        add constraint task_parent_id_foreign foreign key (owner_id, parent_id) references task (owner_id, id);

      create index task_list_position on task (task_list(list_id, owner_id), task_position(position, created_at, id), id)
        where completed_at is null;
      create index task_list_due on task (task_list(list_id, owner_id), coalesce(due_at, 'infinity'), urgent_first(priority), id)
        where completed_at is null;
      create index task_list_created on task (task_list(list_id, owner_id), created_at, id);
      create index task_children on task (parent_id, task_position(position, created_at, id), id) where parent_id is not null;
    `);
  }
}
