import { Migration } from '@mikro-orm/migrations';

/** Thai, Lao, Burmese, Khmer, kana and Chinese characters. */
const unspaced = String.raw`\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff`;
/** The first key of the lock on a person's words; the second one is from the person's id. */
const lock = 7_305_002;

/** Similar words are looked for among the distinct words of a person, and no longer in the texts of the tasks. */
export class TaskWords extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      -- The distinct words of each person's tasks, as they are spelt. After two transactions at the same time a word may be there
      -- twice: a unique index would make them wait for each other, and deadlock.
      create table task_word (owner_id uuid not null, word text not null);
      -- The words that a change took from a task, and that may now be in none. Until they are swept up they find nothing.
      create table task_word_removal (owner_id uuid not null, words text[] not null);
      grant select, insert, delete on task_word, task_word_removal to todo_app;

      -- Words as in search_words, but not cut where PostgreSQL's parser sees a number, such as 1e5. It indexes none that is longer.
      create function spelt_words(content text) returns setof text immutable strict parallel safe
        begin atomic
          select distinct word from regexp_split_to_table(search_folded(content), '[[:space:][:punct:]$+<=>^\`|~${unspaced}]+') word
           where word <> '' and octet_length(word) < 2047;
        end;

      create function word_stem(word text) returns text immutable strict parallel safe
        return (ts_lexize('todo_english'::regdictionary, word))[1];

      -- Matches a word in the vector of a task, but not where the lexeme is the stem of another word.
      create function word_query(owner uuid, spelt text) returns tsquery stable strict parallel safe
        begin atomic
          select case when numnode(phrase) = 0 then phrase else (phrase::text || coalesce(exclusions, ''))::tsquery end
            from phraseto_tsquery('todo_word', spelt) phrase,
                 lateral (select string_agg(' <0> !' || lexeme_query(word, '')::text, '') as exclusions from (
                   select distinct word from task_word
                    where owner_id = owner and word_stem(word) = spelt and word_stem(word) <> word limit 64) other) other;
        end;

      create function keep_task_words() returns trigger language plpgsql as $$
        begin
          if tg_op <> 'DELETE' then
            -- Words are not swept up between the question whether they are there and the commit.
            perform pg_advisory_xact_lock_shared(${lock}, hashtext(new.owner_id::text));
            insert into task_word (owner_id, word)
              select new.owner_id, spelt.word from spelt_words(new.title || ' ' || new.description) spelt (word)
               where (select true from task_word known where known.owner_id = new.owner_id and known.word = spelt.word limit 1) is null;
          end if;
          if tg_op <> 'INSERT' then
            insert into task_word_removal (owner_id, words)
              select old.owner_id, array_agg(word) from (
                select spelt_words(old.title || ' ' || old.description) word
                except select spelt_words(new.title || ' ' || new.description)) gone
              having count(*) > 0 and exists (select from "user" where id = old.owner_id);
          end if;
          return null;
        end $$;

      create function forget_task_words() returns trigger language plpgsql as $$
        begin
          delete from task_word where owner_id = old.id;
          delete from task_word_removal where owner_id = old.id;
          return null;
        end $$;

      -- Deletes removed words that are in no task any more, of some people of whom nobody is writing tasks right now.
      -- Returns the number of removals that it dealt with.
      create function sweep_task_words() returns int language plpgsql set enable_seqscan = off as $$
        declare
          owner uuid;
          swept int := 0;
          done int;
        begin
          for owner in select distinct owner_id from task_word_removal limit 100 loop
            continue when not pg_try_advisory_xact_lock(${lock}, hashtext(owner::text));
            -- An account that is being erased takes its words with it.
            perform from "user" where id = owner for key share skip locked;
            continue when not found;
            with taken as (
              delete from task_word_removal
               where ctid = any(array(select ctid from task_word_removal where owner_id = owner limit 100)) returning words),
            gone as (select distinct unnest(words) as word from taken),
            deleted as (
              delete from task_word using gone
               where task_word.owner_id = owner and task_word.word = gone.word and not exists (
                 select from task where owned_words(task.owner_id, task.tags, task.search) @@ owned_query(owner, 'todo_word', gone.word, '')))
            select count(*) into done from taken;
            swept := swept + done;
          end loop;
          return swept;
        end $$;

      create trigger task_words after insert or delete or update of title, description on task
        for each row execute function keep_task_words();
      create trigger user_task_words after delete on "user" for each row execute function forget_task_words();

      -- One person after the other, so that no more than one person's words are in memory.
      do $$
        declare
          owner uuid;
        begin
          for owner in select id from "user" loop
            insert into task_word select distinct owner, word from task, spelt_words(title || ' ' || description) word
             where owner_id = owner;
          end loop;
        end $$;

      create index task_word_removal_owner on task_word_removal (owner_id);
      create index task_word_spelt on task_word (owner_id, word);
      -- The words whose stem is spelt like another word.
      create index task_word_stem on task_word (owner_id, word_stem(word)) where word_stem(word) <> word;
      create index task_word_similar on task_word using gin (owner_key(owner_id), word gin_trgm_ops)
        with (gin_pending_list_limit = 512);
      drop index task_similar;
    `);
  }
}
