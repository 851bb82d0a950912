import type { Orm } from '../../../shared/database/orm.ts';

/** Counters and bookkeeping: every refused sign-in moves them. */
const uncounted = ['rate_limit', 'mikro_orm_migrations'];

export async function tableNames(orm: Orm): Promise<string[]> {
  const rows = await orm.em.execute<{ name: string }[]>(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  return rows.map(({ name }) => name).filter((name) => !uncounted.includes(name));
}

/** Counts the rows of each table, which a refused request must not change. */
export async function countRows(orm: Orm): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of await tableNames(orm)) {
    const [row] = await orm.em.execute<[{ count: string }]>(`select count(*) as count from "${name}"`);
    counts[name] = Number(row.count);
  }
  return counts;
}

/** Tables with a row that has this text anywhere in it. */
export async function tablesThatMention(orm: Orm, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await tableNames(orm)) {
    const rows = await orm.em.execute(`select 1 from "${name}" as t where t::text ilike ? limit 1`, [`%${text}%`]);
    if (rows.length) found.push(name);
  }
  return found;
}
