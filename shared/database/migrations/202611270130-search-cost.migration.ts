import { Migration } from '@mikro-orm/migrations';

const apostrophes = '\u2018\u2019\u201a\u201b\u2032\u02b9\u02bb\u02bc\u00b4\u0060\uff07';
const dashes = '\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u058a\u05be\u2e3a\u2e3b\ufe31\ufe32\ufe58\ufe63\uff0d';
const blanks =
  '\t\n\v\f\r\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff';
const invisible = '\u00ad\u2060';
const plain = "''".repeat(apostrophes.length) + '-'.repeat(dashes.length) + ' '.repeat(blanks.length);

/** The first key of the lock on a person's words; the second one is from the person's id. */
const lock = 7_305_002;

/** Bounds what it costs to index one text, one batch and one person. */
export class SearchCost extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      -- As before, but no text becomes longer than twice the longest that a task holds: some characters stand for 18 others.
      create or replace function search_plain(content text) returns text immutable strict parallel safe language plpgsql as $$
        begin
          if is_ascii(content) then return translate(content, E'\`\\t\\n\\v\\f\\r', '''     '); end if;
          return left(normalize(translate(content, '${apostrophes}${dashes}${blanks}${invisible}', '${plain}'), nfkc), 20500);
        end $$;

      -- The same parts as before, but cut from pieces of 200 characters: PostgreSQL finds a place in a text by counting from its start.
      create or replace function unspaced_parts(folded text) returns text[] immutable strict parallel safe
        return array(
          select distinct substr(piece, place, 8) collate "C"
            from unnest(unspaced_runs(folded)) run,
                 generate_series(0, length(run) - 1, 200) start,
                 lateral (select substr(run, start + 1, 207) as piece offset 0) pieces,
                 generate_series(1, least(200, length(run) - start)) place);

      drop trigger task_words on task;
      drop function keep_task_words();

      create function add_task_words() returns trigger language plpgsql as $$
        begin
          -- Words are not swept up between the question whether they are there and the commit.
          perform pg_advisory_xact_lock_shared(${lock}, hashtext(owner_id::text))
             from (select distinct owner_id from added order by owner_id) owners;
          insert into task_word (owner_id, word)
            select owner_id, word
              from (select distinct owner_id, word from added, spelt_words(title || ' ' || description) word offset 0) spelt
             where (select true from task_word known
                     where known.owner_id = spelt.owner_id and known.word = spelt.word limit 1) is null;
          return null;
        end $$;

      -- A thousand words a row, so that they can be swept up in small steps.
      create function remove_task_words() returns trigger language plpgsql as $$
        begin
          -- Only the erasure of an account runs with other rights than those of its session, and it removes all words itself.
          if current_user <> session_user then return null; end if;
          insert into task_word_removal (owner_id, words)
            select owner_id, array_agg(word)
              from (select owner_id, word, row_number() over (partition by owner_id) / 1000 as part
                      from (select distinct owner_id, word from removed, spelt_words(title || ' ' || description) word) gone) numbered
             group by owner_id, part;
          return null;
        end $$;

      create function change_task_words() returns trigger language plpgsql as $$
        begin
          perform pg_advisory_xact_lock_shared(${lock}, hashtext(new.owner_id::text));
          insert into task_word (owner_id, word)
            select new.owner_id, spelt.word from spelt_words(new.title || ' ' || new.description) spelt (word)
             where (select true from task_word known where known.owner_id = new.owner_id and known.word = spelt.word limit 1) is null;
          insert into task_word_removal (owner_id, words)
            select old.owner_id, array_agg(word) from (
              select spelt_words(old.title || ' ' || old.description) word
              except select spelt_words(new.title || ' ' || new.description)) gone
            having count(*) > 0;
          return null;
        end $$;

      create trigger task_words_added after insert on task
        referencing new table as added for each statement execute function add_task_words();
      create trigger task_words_removed after delete on task
        referencing old table as removed for each statement execute function remove_task_words();
      create trigger task_words_changed after update of title, description on task for each row
        when ((old.title, old.description) is distinct from (new.title, new.description)) execute function change_task_words();

      -- Deletes removed words that are in no task any more, of one person who is not writing tasks right now, so that nobody waits
      -- for the words of somebody else. Returns the number of removals that it dealt with.
      create or replace function sweep_task_words() returns int language plpgsql set enable_seqscan = off as $$
        declare
          owner uuid;
          swept int;
        begin
          for owner in select distinct owner_id from task_word_removal limit 100 loop
            continue when not pg_try_advisory_xact_lock(${lock}, hashtext(owner::text));
            -- An account that is being erased takes its words with it.
            perform from "user" where id = owner for key share skip locked;
            continue when not found;
            with taken as (
              delete from task_word_removal
               where ctid = any(array(select ctid from task_word_removal where owner_id = owner limit 10)) returning words),
            gone as (select distinct unnest(words) as word from taken),
            deleted as (
              delete from task_word using gone
               where task_word.owner_id = owner and task_word.word = gone.word and not exists (
                 select from task where owned_words(task.owner_id, task.tags, task.search) @@ owned_query(owner, 'todo_word', gone.word, '')))
            select count(*) into swept from taken;
            return swept;
          end loop;
          return 0;
        end $$;
    `);
  }
}
