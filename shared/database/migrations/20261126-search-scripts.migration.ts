import { Migration } from '@mikro-orm/migrations';

const apostrophes = '\u2018\u2019\u201a\u201b\u2032\u02b9\u02bb\u02bc\u00b4\u0060\uff07';
const dashes = '\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u058a\u05be\u2e3a\u2e3b\ufe31\ufe32\ufe58\ufe63\uff0d';
const blanks =
  '\t\n\v\f\r\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff';
/** The soft hyphen and the word joiner, which only tell where a line may break. */
const invisible = '\u00ad\u2060';
const plain = "''".repeat(apostrophes.length) + '-'.repeat(dashes.length) + ' '.repeat(blanks.length);

/** Thai, Lao, Burmese, Khmer, kana and Chinese characters. */
const unspaced = String.raw`[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]`;

/** Searches inside the words of scripts without spaces, finds tags, and takes apostrophes, dashes and blanks for one each. */
export class SearchScripts extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      drop index task_words;
      drop index task_similar;

      create function search_plain(content text) returns text immutable strict parallel safe
        return normalize(translate(content, '${apostrophes}${dashes}${blanks}${invisible}', '${plain}'), nfkc);

      create or replace function search_folded(content text) returns text immutable strict parallel safe cost 1000
        return lower(unaccent('unaccent'::regdictionary, search_plain(content)));

      -- Symbols are blanks to it, as before; so are scripts without spaces, which are found by their inner parts.
      create or replace function search_words(content text) returns text immutable strict parallel safe
        return translate(regexp_replace(search_plain(content), '${unspaced}+', ' ', 'g'),
                         '!"#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~', repeat(' ', 32));

      -- The texts in scripts without spaces, from one blank or other character to the next.
      create function unspaced_runs(folded text) returns text[] immutable strict parallel safe
        return array(select (regexp_matches(folded, '${unspaced}+', 'g'))[1]);

      -- Eight characters from each place on: an inner part of a run is how one of these begins.
      create function unspaced_parts(folded text) returns text[] immutable strict parallel safe
        return array(select distinct substr(run, place, 8)
                       from unnest(unspaced_runs(folded)) run, generate_series(1, length(run)) place);

      -- Stems and words at the same places; and at none, for the index alone: every symbol, and the parts of scripts without spaces.
      create or replace function search_vector(content text, weight "char") returns tsvector immutable strict parallel safe
        return setweight((to_tsvector('todo_stem', search_words(content))::text || ' ' ||
                          to_tsvector('todo_word', search_words(content))::text)::tsvector, weight) ||
          array_to_tsvector(string_to_array(regexp_replace(search_plain(content), '[[:alnum:][:space:]]+', '', 'g'), null)) ||
          case when content ~ '${unspaced}' then array_to_tsvector(unspaced_parts(search_folded(content))) else '' end;

      -- Tags begin with #, as no word does.
      create function tag_lexeme(tag text) returns text immutable strict parallel safe
        return left('#' || search_folded(tag), 255);
      create function tag_vector(tags text[]) returns tsvector immutable strict parallel safe
        return array_to_tsvector(array(select tag_lexeme(tag) from unnest(tags) tag));

      -- The gap keeps a phrase from beginning in the title and ending in the description.
      create function task_search(title text, description text, tags text[]) returns tsvector immutable strict parallel safe
        return ts_delete(search_vector(title, 'A') || '.gap:9'::tsvector || search_vector(description, 'B'), '.gap') ||
          case when tags = '{}' then '' else tag_vector(tags) end;

      alter table task alter column search set expression as (task_search(title, description, tags));
      drop function task_search(text, text);

      -- What is looked for. The prefix is empty, or what the index marks the words of an owner with.
      create function lexeme_query(lexeme text, suffix text) returns tsquery immutable strict parallel safe
        return ('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || '''' || suffix)::tsquery;
      create function tag_query(tag text, prefix text) returns tsquery immutable strict parallel safe
        return lexeme_query(prefix || tag_lexeme(tag), '');
      create function unspaced_query(word text, prefix text) returns tsquery immutable strict parallel safe
        return (select string_agg(lexeme_query(prefix || left(run, 8), ':*')::text, ' & ')::tsquery
                  from unnest(unspaced_runs(search_folded(word))) run);

      create index task_words on task using gin (owned_words(owner_id, tags, search)) with (gin_pending_list_limit = 512);
      create index task_similar on task
        using gin (owner_key(owner_id), search_folded(title || ' ' || description) gin_trgm_ops) with (gin_pending_list_limit = 512);
      -- It would be dear to gather, and says nothing of one person's.
      alter index task_similar alter column 2 set statistics 0;
    `);
  }
}
