import pg from 'pg';

/** The number of tasks that a query is about, in a list of any size. */
export const special = 50;
const chunk = 50_000;

const words = `
  select array_agg(s[1 + n % 20] || s[1 + n / 20 % 20] || s[1 + n / 400]) as w
    from (select '{ba,ce,di,fo,gu,ka,le,mi,no,pu,ra,se,ti,vo,zu,sha,tre,plo,qui,nda}'::text[] as s) syllables,
         generate_series(0, 7999) n`;
const word = 'w[1 + floor(power(random(), 3) * 8000)::int]';

/**
 * Inserts tasks of one user, one for each minute before now. All are completed except the special ones, which are evenly
 * distributed. Their text is from an artificial vocabulary with word frequencies as in real text.
 */
const insertTasks = `
  insert into task (id, owner_id, title, description, completed_at, priority, tags, due, due_at, version, created_at, updated_at)
  select uuidv7(-i * interval '1 minute'), $1,
         initcap(${word}) || ' ' || ${word} || ' every ' || ${word} || case when chosen then ' bright needle 73%' else '' end ||
           case when i % 2 = 0 or chosen then ' ember' else '' end || case when i % 2 = 1 or chosen then ' frost' else '' end,
         case when chosen then 'A thimble is beside it.' when i % 2 = 0 then ''
              else concat_ws(' ', ${word}, ${word}, ${word}, ${word}, ${word}, ${word}, ${word}) end,
         case when not chosen then now() end,
         (case when chosen then 'urgent' else (array['low', 'medium', 'high'])[1 + i % 3] end)::task_priority,
         case when chosen then array['rare', 'home'] when i % 5 = 0 then array['home', 'project-' || i % 1000] else '{}' end,
         case when due_at is not null then jsonb_build_object(
           'date', to_char(due_at at time zone 'UTC', 'YYYY-MM-DD'), 'time', to_char(due_at at time zone 'UTC', 'HH24:MI'), 'timeZone', 'UTC') end,
         due_at,
         1, now() - i * interval '1 minute', now()
    from (${words}) vocabulary,
         (select i, i % ($2::int / $3::int) = 0 as chosen from generate_series($4::int, $5::int) i) numbered,
         lateral (select date_trunc('minute', case when chosen then timestamptz '2020-02-02'
                                                   when i % 3 = 0 then now() + i % 1000 * interval '1 day' end) as due_at) due`;

/** The special tasks are in a list. Fifteen of them are due in the next weeks, and the newest thirty are subtasks of the oldest. */
const structure = `
  with special as (select id, row_number() over (order by created_at) as n from task where owner_id = $1 and tags @> '{rare}'),
       made as (insert into list (id, owner_id, name, position, version, created_at, updated_at)
                values (uuidv7(), $1, 'Special', 'a0', 1, now(), now()) returning id)
  update task set list_id = (select id from made),
                  parent_id = case when n > 20 then (select id from special where n = 1) end,
                  due = case when n between 2 and 16 then due || jsonb_build_object('date', to_char(now() + n * interval '1 day', 'YYYY-MM-DD')) else due end,
                  due_at = case when n between 2 and 16 then date_trunc('day', now()) + n * interval '1 day' else due_at end
    from special where task.id = special.id`;

/** @param ownerUrl the URL with the role that owns the tables. It drops the indexes before loading and creates them afterwards. */
export async function loadTasks(
  ownerUrl: string,
  loads: { ownerId: string; count: number }[],
  say: (text: string) => void,
) {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  try {
    await client.query(`set maintenance_work_mem = '512MB'`);
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
        where indrelid = 'public.task'::regclass and not indisprimary and not indisunique`,
    );
    // These settings of an index are not part of its definition.
    const { rows: settings } = await client.query<{ statement: string }>(
      `select format('alter index %s alter column %s set statistics %s', attrelid::regclass, attnum, attstattarget) as statement
         from pg_attribute join pg_index on attrelid = indexrelid
        where indrelid = 'public.task'::regclass and attstattarget >= 0`,
    );
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    const total = loads.reduce((sum, { count }) => sum + count, 0);
    let loaded = 0;
    for (const { ownerId, count } of loads) {
      for (let first = 1; first <= count; first += chunk) {
        const last = Math.min(first + chunk - 1, count);
        await client.query(insertTasks, [ownerId, count, special, first, last]);
        const tenth = Math.floor((loaded * 10) / total);
        loaded += last - first + 1;
        if (total > chunk && Math.floor((loaded * 10) / total) > tenth) say(`  ${loaded.toLocaleString('en')} tasks`);
      }
    }
    for (const { definition } of indexes) {
      say(`  … ${definition.replace(/^create index (\w+).*/i, '$1')}`);
      await client.query(definition);
    }
    for (const { statement } of settings) await client.query(statement);
    for (const { ownerId } of loads) await client.query(structure, [ownerId]);
    await client.query('vacuum (analyze) task');
    await client.query('vacuum (analyze) task_word');
  } finally {
    await client.end();
  }
}
