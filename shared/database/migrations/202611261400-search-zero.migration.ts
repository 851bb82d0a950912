import { Migration } from '@mikro-orm/migrations';

/** Finds 〇, the Chinese zero, which the unaccent dictionary would turn into a digit, and takes it and 零 for the same. */
export class SearchZero extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      drop index task_words;
      drop index task_similar;

      create or replace function search_folded(content text) returns text immutable strict parallel safe cost 1000
        return lower(unaccent('unaccent'::regdictionary, translate(search_plain(content), '〇', '零')));

      alter table task alter column search set expression as (task_search(title, description, tags));

      create index task_words on task using gin (owned_words(owner_id, tags, search)) with (gin_pending_list_limit = 512);
      create index task_similar on task
        using gin (owner_key(owner_id), search_folded(title || ' ' || description) gin_trgm_ops) with (gin_pending_list_limit = 512);
      alter index task_similar alter column 2 set statistics 0;
    `);
  }
}
