import { Client, type ClientConfig } from 'pg';
import { DrillError } from './drill.error.ts';

/** A database of a server. The restored one has the same name as the live one. */
export interface Database {
  name: string;
  connection: ClientConfig;
}

/** The number of rows of each table, by the name of its database and its own. */
export type RowCounts = Map<string, number>;

/** What a server has done to each table since its statistics began. */
export interface Activity {
  tables: Map<string, { inserted: number; deleted: number }>;
  /** When the server started. Its statistics may begin anew there. */
  started: string;
}

export interface LiveCounts {
  rows: RowCounts;
  /** What the server had done before the rows were counted. */
  activity: Activity;
  /** The segment of the write-ahead log within which everything that was counted had been written. */
  segment: string;
}

/** Counts the rows of the live databases, each of which is seen at one instant. */
export async function countLive(databases: readonly Database[]): Promise<LiveCounts> {
  const activity = await readActivity(databases);
  const rows = await countRows(databases);
  const [{ segment }] = await withClient(databases[0]?.connection, (client) =>
    query<[{ segment: string }]>(client, 'select pg_walfile_name(pg_current_wal_insert_lsn()) as segment'),
  );
  return { rows, activity, segment };
}

/** Counts the rows of each table whose content the write-ahead log has: an unlogged table is empty after a restore. */
export async function countRows(databases: readonly Database[]): Promise<RowCounts> {
  const rows: RowCounts = new Map();
  for (const { name: database, connection } of databases) {
    await withClient(connection, async (client) => {
      await client.query('begin isolation level repeatable read read only');
      const tables = await query<{ name: string; quoted: string }[]>(
        client,
        `select nspname || '.' || relname as name, format('%I.%I', nspname, relname) as quoted
           from pg_class join pg_namespace on pg_namespace.oid = relnamespace
          where relkind = 'r' and relpersistence = 'p' and nspname <> 'information_schema' and nspname !~ '^pg_' order by 1`,
      );
      for (const { name, quoted } of tables) {
        const [{ count }] = await query<[{ count: string }]>(client, `select count(*) from ${quoted}`);
        rows.set(`${database}: ${name}`, Number(count));
      }
      await client.query('commit');
    });
  }
  return rows;
}

export async function readActivity(databases: readonly Database[]): Promise<Activity> {
  const tables: Activity['tables'] = new Map();
  let started = '';
  for (const { name: database, connection } of databases) {
    await withClient(connection, async (client) => {
      [{ started }] = await query<[{ started: string }]>(client, 'select pg_postmaster_start_time()::text as started');
      for (const { name, inserted, deleted } of await query<{ name: string; inserted: string; deleted: string }[]>(
        client,
        `select schemaname || '.' || relname as name, n_tup_ins as inserted, n_tup_del as deleted from pg_stat_user_tables`,
      )) {
        tables.set(`${database}: ${name}`, { inserted: Number(inserted), deleted: Number(deleted) });
      }
    });
  }
  return { tables, started };
}

/**
 * Returns a sentence for each table of which the restored server cannot have the right rows. It was restored as of some instant after
 * the first count, so it may have what the live server has inserted since, and may lack what that has deleted, and differs in nothing
 * else. A table that the live server has dropped since is not compared.
 */
export function wrongTables(before: LiveCounts, restored: RowCounts, after: Activity): string[] {
  if (after.started !== before.activity.started) {
    throw new DrillError(
      'The live server has restarted meanwhile, so what it wrote is not known. Run the drill again.',
    );
  }
  return [...before.rows].flatMap(([table, count]) => {
    const [then, now] = [before.activity.tables.get(table), after.tables.get(table)];
    if (!now) return [];
    const rows = restored.get(table);
    if (rows === undefined) return [`${table} is missing.`];
    const least = count - (now.deleted - (then?.deleted ?? 0));
    const most = count + (now.inserted - (then?.inserted ?? 0));
    if (rows >= least && rows <= most) return [];
    return [`${table} has ${rows} instead of ${least === most ? least : `${least} to ${most}`} rows.`];
  });
}

export async function withClient<Result>(
  config: ClientConfig | undefined,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionTimeoutMillis: 10_000, keepAlive: true, ...config });
  client.on('error', () => undefined); // the query that runs, or the next one, fails as well
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function query<Rows>(client: Client, sql: string, values: unknown[] = []): Promise<Rows> {
  return (await client.query(sql, values)).rows as Rows;
}
