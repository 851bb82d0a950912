import { z } from 'zod';
import type { StateDatabase } from '../database.ts';

export const saveRequest = z.array(
  z.object({
    key: z.string().min(1),
    value: z.unknown(),
    etag: z.string().optional(),
    metadata: z.record(z.string(), z.string()).optional(),
    options: z.object({ concurrency: z.string().optional() }).optional(),
  }),
);
export type SaveItem = z.infer<typeof saveRequest>[number];

export interface State {
  key: string;
  value: unknown;
  etag: string;
}

/** `absent` means that a first write without etag found an existing key. */
export type SaveResult = 'saved' | 'mismatch' | 'absent';

const ALIVE = '(expires_at is null or expires_at >= now())';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A state store with the semantics of Dapr's state.postgresql v2, for the keys of one app. */
export class StateStore {
  readonly #database: StateDatabase;
  readonly #prefix: string;

  constructor(database: StateDatabase, appId: string) {
    this.#database = database;
    this.#prefix = `${appId}||`;
  }

  async read(keys: string[]): Promise<Map<string, State>> {
    const { rows } = await this.#database.query<State>(
      `select key, value, etag::text from local_state where key = any($1) and ${ALIVE}`,
      [keys.map((key) => this.#prefix + key)],
    );
    return new Map(rows.map((row) => [row.key.slice(this.#prefix.length), row]));
  }

  async save({ key, value, etag, metadata, options }: SaveItem): Promise<SaveResult> {
    const ttl = metadata?.ttlInSeconds === undefined ? null : Number(metadata.ttlInSeconds);
    const values = [this.#prefix + key, JSON.stringify(value ?? null), ttl];
    const expires = `now() + $3::double precision * interval '1 second'`;
    if (etag) {
      if (!UUID.test(etag)) return 'mismatch';
      const { rowCount } = await this.#database.query(
        `update local_state set value = $2, etag = gen_random_uuid(), expires_at = ${expires}
         where key = $1 and etag = $4 and ${ALIVE}`,
        [...values, etag],
      );
      return rowCount === 1 ? 'saved' : 'mismatch';
    }
    // An expired row may still exist. A first write replaces it.
    const onlyExpired = options?.concurrency === 'first-write' ? 'where t.expires_at < now()' : '';
    const { rowCount } = await this.#database.query(
      `insert into local_state as t (key, value, expires_at) values ($1, $2, ${expires})
       on conflict (key) do update set value = $2, etag = gen_random_uuid(), expires_at = ${expires} ${onlyExpired}`,
      values,
    );
    return rowCount === 1 ? 'saved' : 'absent';
  }

  /** Returns false if the etag does not match. Without an etag, a missing key is no error. */
  async delete(key: string, etag: string | undefined): Promise<boolean> {
    if (etag && !UUID.test(etag)) return false;
    const { rowCount } = await this.#database.query(
      `delete from local_state where key = $1 and ($2::uuid is null or (etag = $2 and ${ALIVE}))`,
      [this.#prefix + key, etag || null],
    );
    return !etag || rowCount === 1;
  }
}
