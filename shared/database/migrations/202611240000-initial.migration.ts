import { Migration } from '@mikro-orm/migrations';

/** The name is what the database remembers: it never changes. */
export class Initial extends Migration {
  override async up(): Promise<void> {
    this.addSql(/* sql */ `
      create extension if not exists citext;
      create extension if not exists unaccent;
      create extension if not exists pg_trgm;
      create extension if not exists btree_gin;

      -- Search without stop words, without accents; stemmed, and as typed (long prefixes miss among stems).
      create text search dictionary todo_english (template = snowball, language = english);
      create text search configuration todo_stem (copy = pg_catalog.english);
      alter text search configuration todo_stem alter mapping for asciiword, word, numword with unaccent, todo_english;
      create text search configuration todo_word (copy = pg_catalog.simple);
      alter text search configuration todo_word alter mapping for asciiword, word, numword with unaccent, simple;

      -- Symbols are blanks to it: what PostgreSQL would take for a path, an address or a negative number is words.
      create function search_words(content text) returns text immutable strict parallel safe
        return translate(normalize(content, nfkc), '!"#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~', repeat(' ', 32));

      -- What is compared as typed, save case and accents. (unaccent() is stable only because its dictionary may be altered.)
      create function search_folded(content text) returns text immutable strict parallel safe cost 1000
        return lower(unaccent('unaccent'::regdictionary, normalize(content, nfkc)));

      -- Stems and words at the same places; and every symbol, at none, for the index to find what is typed with some.
      create function search_vector(content text, weight "char") returns tsvector immutable strict parallel safe
        return setweight((to_tsvector('todo_stem', search_words(content))::text || ' ' ||
                          to_tsvector('todo_word', search_words(content))::text)::tsvector, weight) ||
          array_to_tsvector(string_to_array(regexp_replace(normalize(content, nfkc), '[[:alnum:][:space:]]+', '', 'g'), null));

      -- The gap keeps a phrase from beginning in the title and ending in the description.
      create function task_search(title text, description text) returns tsvector immutable strict parallel safe
        return ts_delete(search_vector(title, 'A') || '.gap:9'::tsvector || search_vector(description, 'B'), '.gap');

      create type activity_action as enum ('created', 'updated', 'completed', 'reopened', 'deleted', 'reminded');
      create type activity_actor as enum ('user', 'chat', 'recurring', 'reminder');
      create type task_priority as enum ('low', 'medium', 'high', 'urgent');
      create type reminder_state as enum ('pending', 'sent', 'cancelled');
      create type message_role as enum ('user', 'assistant');

      create table "user" (
        id uuid primary key,
        email citext constraint user_email_unique unique,
        password_hash text,
        issuer text,
        subject text,
        time_zone text not null,
        session_version int not null,
        created_at timestamptz(3) not null,
        constraint user_issuer_subject_unique unique (issuer, subject)
      );

      create table task (
        id uuid primary key,
        owner_id uuid not null constraint task_owner_id_foreign references "user" (id) on delete cascade,
        title text not null,
        description text not null,
        completed_at timestamptz(3),
        priority task_priority not null,
        tags text[] not null,
        due jsonb,
        due_at timestamptz(3),
        recurrence jsonb,
        series_id uuid,
        occurrence int,
        series_start jsonb,
        successor_id uuid,
        snoozed_until timestamptz(3),
        version int not null,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null,
        search tsvector not null generated always as (task_search(title, description)) stored,
        constraint task_series_occurrence unique (series_id, occurrence)
      )
      -- Room in each page for what moves no index, such as a reminder that was sent: the indexes are dear, the search above all.
      with (fillfactor = 80);
      create index task_owner_created on task (owner_id, created_at, id);
      create index task_owner_due on task (owner_id, due_at, id);
      create index task_owner_priority on task (owner_id, priority, id);
      create index task_owner_title on task (owner_id, lower(title), id);
      create index task_owner_open on task (owner_id, created_at, id) where completed_at is null;
      create index task_owner_open_due on task (owner_id, due_at, id) where completed_at is null;
      create index task_owner_completed on task (owner_id, created_at, id) where completed_at is not null;
      -- One for tags, words and similar words, within what is the owner's; new tasks wait in its list of 512 kB at most, which
      -- every search reads.
      create index task_search on task
        using gin (owner_id, tags, search, search_folded(title || ' ' || description) gin_trgm_ops)
        with (gin_pending_list_limit = 512);

      create table reminder (
        id uuid primary key,
        task_id uuid not null constraint reminder_task_id_foreign references task (id) on delete cascade,
        minutes_before int,
        at timestamptz(3),
        fire_at timestamptz(3) not null,
        state reminder_state not null
      );
      create index reminder_task_id_index on reminder (task_id);
      create index reminder_pending on reminder (fire_at, id) where state = 'pending';

      create table activity (
        id bigserial primary key,
        owner_id uuid not null,
        task_id uuid not null,
        action activity_action not null,
        changes jsonb not null,
        actor activity_actor not null,
        at timestamptz(3) not null
      );
      create index activity_owner_id_id_index on activity (owner_id, id);
      create index activity_task_id_id_index on activity (task_id, id);

      create table outbox_event (
        id uuid not null,
        sequence bigint not null generated by default as identity,
        topic text not null,
        partition_key text not null,
        owner_id uuid not null,
        event json not null,
        created_at timestamptz(3) not null,
        primary key (topic, sequence)
      ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

      create table notification (
        id uuid primary key,
        event_id uuid not null constraint notification_event_id_unique unique,
        owner_id uuid not null constraint notification_owner_id_foreign references "user" (id) on delete cascade,
        task_id uuid not null,
        title text not null,
        message text not null,
        at timestamptz(3) not null,
        read_at timestamptz(3),
        emailed_at timestamptz(3)
      );
      create index notification_owner_id_id_index on notification (owner_id, id);
      create index notification_unread on notification (owner_id, id) where read_at is null;

      create table dead_letter (
        id bigserial primary key,
        topic text not null,
        event_id text not null,
        event jsonb not null,
        received_at timestamptz(3) not null,
        constraint dead_letter_topic_event_id_unique unique (topic, event_id)
      );

      create table conversation (
        id uuid primary key,
        owner_id uuid not null constraint conversation_owner_id_foreign references "user" (id) on delete cascade,
        pending_delete jsonb,
        created_at timestamptz(3) not null,
        updated_at timestamptz(3) not null
      );
      create index conversation_owner_id_id_index on conversation (owner_id, id);

      create table message (
        id bigserial primary key,
        conversation_id uuid not null
          constraint message_conversation_id_foreign references conversation (id) on delete cascade,
        role message_role not null,
        content text not null,
        actions jsonb not null,
        at timestamptz(3) not null
      );
      create index message_conversation_id_id_index on message (conversation_id, id);

      create table idempotency_record (
        owner_id uuid not null constraint idempotency_record_owner_id_foreign references "user" (id) on delete cascade,
        key text not null,
        fingerprint text not null,
        status int not null,
        headers json not null,
        body json,
        created_at timestamptz(3) not null,
        primary key (owner_id, key)
      );
      create index idempotency_record_created on idempotency_record (created_at);

      create table phase (id int primary key, phase5 boolean not null, since timestamptz(3) not null);

      -- The counters of rate-limiter-flexible, in the form it expects.
      create unlogged table rate_limit (key varchar(255) primary key, points integer not null default 0, expire bigint);
    `);

    // What the services may do. Login roles are made members of it; it cannot log in itself.
    this.addSql(/* sql */ `
      do $$ begin create role todo_app nologin; exception when duplicate_object then null; end $$;
      grant usage on schema public to todo_app;
      grant select, insert, update, delete on
        "user", task, reminder, outbox_event, notification, dead_letter, conversation, message, idempotency_record,
        phase, rate_limit to todo_app;
      grant select, insert on activity to todo_app;
      grant select on mikro_orm_migrations to todo_app;
      grant usage on all sequences in schema public to todo_app;
    `);

    // The one way to remove activity: all of an account at once, with the rights of this function's owner.
    this.addSql(/* sql */ `
      create function erase_account(account uuid) returns void
        language sql security definer set search_path = public, pg_temp
      begin atomic
        -- Whoever changes a task right now holds its row, and may yet add activity and events: wait for them. From the
        -- lock of the user on there are no new tasks; what was added before it goes in the second turn.
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
