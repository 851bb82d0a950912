import { Migration } from '@mikro-orm/migrations';

/** Thai, Lao, Burmese, Khmer, kana and Chinese characters. */
const unspaced = String.raw`[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]`;

/** Finds scripts without spaces also where they are written in compatibility forms, such as half-width kana. */
export class SearchWideForms extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      -- As before, but the script is recognised in the normalised text, which is what the parts are taken from.
      create or replace function search_vector(content text, weight "char") returns tsvector immutable strict parallel safe
        return setweight((to_tsvector('todo_stem', search_words(content))::text || ' ' ||
                          to_tsvector('todo_word', search_words(content))::text)::tsvector, weight) ||
          array_to_tsvector(string_to_array(regexp_replace(search_plain(content), '[[:alnum:][:space:]]+', '', 'g'), null)) ||
          case when search_plain(content) ~ '${unspaced}' then array_to_tsvector(unspaced_parts(search_folded(content))) else '' end;

      drop index task_words;
      alter table task alter column search set expression as (task_search(title, description, tags));
      create index task_words on task using gin (owned_words(owner_id, tags, search)) with (gin_pending_list_limit = 512);
    `);
  }
}
