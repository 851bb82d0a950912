import assert from 'node:assert/strict';
import { MikroORM } from '@mikro-orm/postgresql';
import { createDatabase, createEmptyDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { schemaIsCurrent } from './migration.files.ts';
import { migrate } from './migrations.ts';
import { ormOptions } from './orm.ts';

describe('migrations', () => {
  let database: TestDatabase;

  afterEach(() => database.drop());

  async function withOrm<T>(url: string, work: (orm: MikroORM) => Promise<T>): Promise<T> {
    const orm = await MikroORM.init(ormOptions(url, { size: 2 }));
    try {
      return await work(orm);
    } finally {
      await orm.close();
    }
  }

  it('make exactly the schema that the entities describe, but for foreign keys that hold the owner, too', async () => {
    database = await createDatabase();
    await withOrm(database.ownerUrl, async (orm) => {
      const differences = (await orm.schema.getUpdateSchemaSQL({ wrap: false })).split('\n').filter(Boolean);
      assert.deepEqual(
        differences,
        ['list', 'parent'].map((key) => `alter table "task" drop constraint "task_${key}_id_foreign";`),
      );
    });
  });

  it('run once, and two at the same time take turns', async () => {
    database = await createEmptyDatabase();
    const runs = await Promise.all([1, 2].map(() => migrate(database.ownerUrl, database.url)));
    assert.deepEqual(
      runs.filter((names) => names.length > 0).map((names) => names[0]),
      ['20261124-initial'],
    );
    assert.deepEqual(await migrate(database.ownerUrl, database.url), []);
    assert.equal(await withOrm(database.url, (orm) => schemaIsCurrent(orm.em)), true);
  });

  it('bring the tags of existing tasks into the form in which they are compared', async () => {
    database = await createDatabase();
    await withOrm(database.ownerUrl, async (orm) => {
      await orm.em.execute(`
        delete from mikro_orm_migrations where name = '20261126-normal-tags';
        insert into "user" (id, email, time_zone, session_version, created_at)
          values ('01890000-0000-7000-8000-000000000001', 'ada@example.com', 'UTC', 1, now());
        insert into task (id, owner_id, title, description, priority, tags, version, created_at, updated_at)
          select gen_random_uuid(), id, 'Tagged', '', 'medium',
                 array[U&'cafe\\0301\\00a0 au  lait', 'null', U&'caf\\00e9 au lait'], 1, now(), now() from "user"`);
      assert.deepEqual(await migrate(database.ownerUrl, database.url), ['20261126-normal-tags']);
      assert.deepEqual(await orm.em.execute('select tags from task'), [{ tags: ['caf\u00e9 au lait', 'null'] }]);
    });
  });

  it('make everyone American who had no locale', async () => {
    database = await createDatabase();
    await withOrm(database.ownerUrl, async (orm) => {
      await orm.em.execute(`
        delete from mikro_orm_migrations where name = '20261126-user-locale';
        alter table "user" drop column locale;
        insert into "user" (id, time_zone, session_version, created_at) values (gen_random_uuid(), 'UTC', 1, now())`);
      assert.deepEqual(await migrate(database.ownerUrl, database.url), ['20261126-user-locale']);
      assert.deepEqual(await orm.em.execute('select locale from "user"'), [{ locale: 'en-US' }]);
    });
  });

  it('move pending reminders of all-day dues to the time on the clock, but no snoozed, sent or absolute ones', async () => {
    database = await createDatabase();
    await withOrm(database.ownerUrl, async (orm) => {
      const snoozedUntil = '2026-03-27T08:00:00Z';
      await orm.em.execute(
        `
        delete from mikro_orm_migrations where name = '20261126-calendar-day-reminders';
        insert into "user" (id, email, time_zone, session_version, created_at)
          values (gen_random_uuid(), 'ada@example.com', 'UTC', 1, now());
        insert into task (id, owner_id, title, description, priority, tags, due, snoozed_until, version, created_at, updated_at)
          select gen_random_uuid(), id, due, '', 'medium', '{}', cast(due as json), ?, 1, now(), now()
            from "user", unnest(array['{"date":"2026-03-29","time":null,"timeZone":"europe/berlin"}',
                                      '{"date":"2026-03-29","time":"09:00","timeZone":"Europe/Berlin"}']) due;
        insert into reminder (id, task_id, minutes_before, fire_at, state)
          select gen_random_uuid(), id, minutes_before, cast(fire_at as timestamptz), cast(state as reminder_state)
            from task, (values (1440, '2026-03-28T07:00:00Z', 'pending'), (1440, '2026-03-28T07:00:00Z', 'sent'),
                               (1440, '${snoozedUntil}', 'pending'), (null, '2026-03-28T07:00:00Z', 'pending'))
              as set (minutes_before, fire_at, state)`,
        [snoozedUntil],
      );
      assert.deepEqual(await migrate(database.ownerUrl, database.url), ['20261126-calendar-day-reminders']);
      const moved = await orm.em.execute(
        `select due ->> 'time' as time, minutes_before as "minutesBefore", state from reminder
           join task on task.id = task_id where fire_at = '2026-03-28T08:00:00Z'`,
      );
      assert.deepEqual(moved, [{ time: null, minutesBefore: 1440, state: 'pending' }]);
    });
  });

  it('collect the words of existing tasks', async () => {
    database = await createDatabase();
    await withOrm(database.ownerUrl, async (orm) => {
      await orm.em.execute(`
        insert into "user" (id, time_zone, session_version, created_at)
          select gen_random_uuid(), 'UTC', 1, now() from generate_series(1, 2);
        insert into task (id, owner_id, title, description, priority, tags, version, created_at, updated_at)
          select gen_random_uuid(), id, 'Buy milk', 'Milk, ' || n, 'medium', '{}', 1, now(), now()
            from "user", generate_series(1, 3) n`);
      const words = () => orm.em.execute('select owner_id, word from task_word order by owner_id, word');
      const kept = await words();
      assert.equal(kept.length, 2 * 5);
      await orm.em.execute(`
        delete from mikro_orm_migrations where name = '20261126-task-words';
        drop function spelt_words, word_query, word_stem, add_task_words, change_task_words, remove_task_words,
                      forget_task_words, sweep_task_words cascade;
        drop table task_word, task_word_removal;
        create index task_similar on task (id)`);
      assert.deepEqual(await migrate(database.ownerUrl, database.url), ['20261126-task-words']);
      assert.deepEqual(await words(), kept);
    });
  });

  it('make partitions of the activity log and the notifications, and a notification has the id of its event', async () => {
    database = await createDatabase();
    await withOrm(database.ownerUrl, async (orm) => {
      const [user, task, early, late, odd] = ['a', 'b', 'c', 'd', 'e'].map(
        (letter) => `01890000-0000-7000-8000-00000000000${letter}`,
      );
      const beyond = 'ff000000-0000-4000-8000-000000000000';
      await orm.em.execute(`
        delete from mikro_orm_migrations where name = '20261128-partitions';
        drop function erase_account;
        drop table activity, notification, push_delivery;
        drop function uuid_instant, partition_key, partitions_of, add_partition, keep_partitions;
        create table activity (
          id bigserial constraint activity_pkey primary key, owner_id uuid not null, task_id uuid not null,
          action activity_action not null, changes jsonb not null, actor activity_actor not null, at timestamptz(3) not null);
        create index activity_owner_id_id_index on activity (owner_id, id);
        create index activity_task_id_id_index on activity (task_id, id);
        create table notification (
          id uuid constraint notification_pkey primary key, event_id uuid not null constraint notification_event_id_unique unique,
          owner_id uuid not null constraint notification_owner_id_foreign references "user" (id) on delete cascade,
          task_id uuid not null, title text not null, message text not null, at timestamptz(3) not null,
          read_at timestamptz(3), emailed_at timestamptz(3), pushed_at timestamptz(3));
        create index notification_owner_id_id_index on notification (owner_id, id);
        create index notification_unread on notification (owner_id, id) where read_at is null;
        create table push_delivery (
          notification_id uuid not null constraint push_delivery_notification_id_foreign references notification (id)
            on update cascade on delete cascade,
          subscription_id uuid not null constraint push_delivery_subscription_id_foreign references push_subscription (id)
            on update cascade on delete cascade,
          payload jsonb not null, attempts int not null default 0, next_at timestamptz(3) not null,
          created_at timestamptz(3) not null, primary key (notification_id, subscription_id));
        create index push_delivery_subscription_id_index on push_delivery (subscription_id);
        create index push_delivery_next_at_index on push_delivery (next_at);
        grant select, insert on activity to todo_app;
        grant usage on sequence activity_id_seq to todo_app;
        grant select, insert, update, delete on notification, push_delivery to todo_app;

        insert into "user" (id, time_zone, session_version, created_at) values ('${user}', 'UTC', 1, now());
        insert into activity (owner_id, task_id, action, changes, actor, at)
          select '${user}', '${task}', 'created', '{}', 'user', at
            from unnest(array['2026-01-01', now(), now() + interval '1 year', now() + interval '40 days']) at;
        insert into notification (id, event_id, owner_id, task_id, title, message, at)
          select gen_random_uuid(), event, '${user}', '${task}', 't', 'm', now() from unnest(array['${early}', '${late}', '${beyond}']::uuid[]) event;
        insert into push_subscription (id, owner_id, session_id, endpoint, p256dh, auth, created_at)
          values ('${odd}', '${user}', gen_random_uuid(), 'https://push.example.com', '', '', now());
        insert into push_delivery (notification_id, subscription_id, payload, next_at, created_at)
          select id, '${odd}', '{}', now(), now() from notification where event_id in ('${early}', '${beyond}')`);
      assert.deepEqual(await migrate(database.ownerUrl, database.url), ['20261128-partitions']);
      const places = (table: string, key: string) =>
        orm.em.execute(
          `select ${key}::text as key, replace(tableoid::regclass::text, '${table}_', '') as place from ${table} order by id`,
        );
      const [next] = await orm.em.execute<[{ month: string }]>(
        `select to_char(now() + interval '40 days', 'YYYYMM') as month`,
      );
      assert.deepEqual(await places('activity', 'id'), [
        { key: '1', place: 'old' },
        { key: '2', place: 'old' },
        { key: '3', place: 'default' },
        { key: '4', place: next.month },
      ]);
      assert.deepEqual(await places('notification', 'id'), [
        { key: early, place: 'old' },
        { key: late, place: 'old' },
        { key: beyond, place: 'default' },
      ]);
      const pushes = await orm.em.execute<{ id: string }[]>(
        'select notification_id as id from push_delivery order by 1',
      );
      assert.deepEqual(
        pushes.map(({ id }) => id),
        [early, beyond],
      );
      const differences = (await orm.schema.getUpdateSchemaSQL({ wrap: false })).split('\n').filter(Boolean);
      assert.equal(differences.length, 2, differences.join('\n'));
    });
    await withOrm(database.url, async (orm) => {
      const em = orm.em.fork();
      await em.execute(`insert into activity (owner_id, task_id, action, changes, actor, at)
                        values (gen_random_uuid(), gen_random_uuid(), 'created', '{}', 'user', now())`);
      assert.deepEqual(await em.execute('select max(id)::int as id from activity'), [{ id: 5 }]);
      await em.execute(`select erase_account(id) from "user"`);
      const left = await em.execute(
        'select id from activity union all select null from notification union all select null from push_delivery',
      );
      assert.deepEqual(left, [{ id: '5' }]);
    });
  });

  it('let the application append to the activity log, and neither change nor remove from it', async () => {
    database = await createDatabase();
    await withOrm(database.url, async (orm) => {
      const em = orm.em.fork();
      await em.execute(`insert into activity (owner_id, task_id, action, changes, actor, at)
                        values (gen_random_uuid(), gen_random_uuid(), 'created', '{}', 'user', now())`);
      for (const statement of ['update activity set at = now()', 'delete from activity', 'truncate activity']) {
        await assert.rejects(em.execute(statement), /permission denied/);
      }
      assert.equal((await em.execute('select * from activity')).length, 1);
    });
  });

  it('make functions of columns and indexes that work while a dump is restored, with an empty search path', async () => {
    database = await createDatabase();
    await withOrm(database.ownerUrl, async (orm) => {
      await orm.em.fork().transactional(async (em) => {
        await em.execute(`set local search_path to ''`);
        const [{ search }] = await em.execute<[{ search: string }]>(
          `select public.task_search('Café 牛乳', 'x', '{urgent}')::text as search`,
        );
        assert.match(search, /'#urgent'/);
        const dependent = await em.execute(
          `select proname from pg_catalog.pg_proc join pg_catalog.pg_language lang on lang.oid = prolang
            where pronamespace = 'public'::regnamespace and lanname = 'plpgsql' and provolatile = 'i' and proconfig is null`,
        );
        assert.deepEqual(dependent, []);
      });
    });
  });
});
