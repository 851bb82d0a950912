import { Migration } from '@mikro-orm/migrations';

/** Lists and searches of one person are as fast among many others, and whatever the others have. */
export class ListIndexes extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      -- What tells the words of one person from those of others: the random end of the owner's id.
      create function owner_key(owner uuid) returns text immutable strict parallel safe return right(owner::text, 12);

      -- All that a task is found by, each word marked with its owner: what many have is as rare for each of them as if they
      -- were alone. Long words by how they begin, for PostgreSQL does not take the longest; tags begin with #.
      create function owned_words(owner uuid, tags text[], search tsvector) returns tsvector immutable strict parallel safe
        return array_to_tsvector(array(
          select owner_key(owner) || left(word, 255) from unnest(tsvector_to_array(search)) word
          union all
          select owner_key(owner) || '#' || tag from unnest(tags) tag));

      -- The same of what is looked for: all of these words; suffix ':*' for what only begins so.
      create function owned_query(owner uuid, configuration regconfig, words text, suffix text) returns tsquery
        immutable strict parallel safe
        return (
          select string_agg('''' || owner_key(owner) || replace(replace(left(word, 255), '\\', '\\\\'), '''', '''''') || '''' || suffix, ' & ')
            from unnest(tsvector_to_array(to_tsvector(configuration, words))) word)::tsquery;

      drop index task_search;
      create index task_words on task using gin (owned_words(owner_id, tags, search)) with (gin_pending_list_limit = 512);
      create index task_similar on task
        using gin (owner_key(owner_id), search_folded(title || ' ' || description) gin_trgm_ops) with (gin_pending_list_limit = 512);
      -- It would be dear to gather, and says nothing of one person's.
      alter index task_similar alter column 2 set statistics 0;

      -- A page takes few rows: to have other processes help with a plan that may be none takes longer than all of it.
      alter table task set (parallel_workers = 0);

      -- No due sorts last in both orders.
      drop index task_owner_due;
      drop index task_owner_open_due;
      create index task_owner_due on task (owner_id, coalesce(due_at, 'infinity'), id);
      create index task_owner_due_desc on task (owner_id, coalesce(due_at, '-infinity'), id);
      create index task_owner_open_due on task (owner_id, coalesce(due_at, 'infinity'), id) where completed_at is null;
    `);
  }
}
