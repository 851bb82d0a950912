import { Pool } from 'pg';

const TABLES = `
  create table if not exists local_state (
    key text primary key,
    value jsonb not null,
    etag uuid not null default gen_random_uuid(),
    expires_at timestamptz
  );
  create table if not exists dead_letter (
    id bigint generated always as identity primary key,
    received_at timestamptz not null default now(),
    app_id text not null,
    pubsub text not null,
    topic text not null,
    event_id text not null,
    reason text not null,
    event jsonb not null
  );`;

/** The database of the state store, which only the stand-in uses. */
export interface StateDatabase {
  query<Row>(text: string, values: unknown[]): Promise<{ rows: Row[]; rowCount: number }>;
  close(): Promise<void>;
}

/** Connects and creates the tables at the first query, because the stand-in may start before its database. */
export function openStateDatabase(connectionString: () => string): StateDatabase {
  let pool: Pool | undefined;
  let prepared: Promise<Pool> | undefined;

  const prepare = async () => {
    if (!pool) {
      pool = new Pool({ connectionString: connectionString(), max: 5 });
      // When the database restarts, idle connections break. The next query replaces them.
      pool.on('error', () => undefined);
    }
    await pool.query(TABLES);
    return pool;
  };

  return {
    async query<Row>(text: string, values: unknown[]) {
      prepared ??= prepare();
      const ready = await prepared.catch((error) => {
        prepared = undefined;
        throw error;
      });
      const { rows, rowCount } = await ready.query(text, values);
      return { rows: rows as Row[], rowCount: rowCount ?? 0 };
    },
    async close() {
      await pool?.end();
    },
  };
}
