import { Migration } from '@mikro-orm/migrations';

/** Titles are sorted by the numbers in them, and what is due at the same time by priority. */
export class NaturalOrder extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      -- Digits are compared by the number they make (CLDR's key kn): "Task 2" comes before "Task 10".
      create collation natural_order (provider = icu, locale = 'und-u-kn-true');

      drop index task_owner_title;
      create index task_owner_title on task (owner_id, lower(title) collate natural_order, id);

      -- The most urgent is the lowest, for an index in ascending order of due.
      create function urgent_first(priority task_priority) returns int immutable strict parallel safe
        return case priority when 'urgent' then 0 when 'high' then 1 when 'medium' then 2 else 3 end;

      drop index task_owner_due;
      drop index task_owner_due_desc;
      drop index task_owner_open_due;
      create index task_owner_due on task (owner_id, coalesce(due_at, 'infinity'), urgent_first(priority), id);
      create index task_owner_due_desc on task (owner_id, coalesce(due_at, '-infinity'), priority, id);
      create index task_owner_open_due on task (owner_id, coalesce(due_at, 'infinity'), urgent_first(priority), id)
        where completed_at is null;
    `);
  }
}
