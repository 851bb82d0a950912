import { RawQueryFragment } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';
import { type Orm, poolOf } from './orm.ts';

/**
 * Runs a statement that each connection parses and plans once, instead of each time. This is for statements that are sent often,
 * have few forms, and need the same plan whatever their values are: PostgreSQL keeps every form until the connection ends.
 */
export async function executePrepared<Row>(em: Orm['em'], statement: RawQueryFragment): Promise<Row[]> {
  const values: unknown[] = [];
  const text = numbered(statement, values);
  if (em.isInTransaction()) return (await em.getKysely().executeQuery<Row>(CompiledQuery.raw(text, values))).rows;
  const client = await (await poolOf({ em })).connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    client.release();
  }
}

/** The text with `$1`, `$2` … in place of each `?`. Parts of a statement are statements themselves, and arrays are lists of values. */
function numbered({ sql, params }: RawQueryFragment, values: unknown[]): string {
  const [first = '', ...others] = sql.split('?');
  const place = (value: unknown): string => {
    if (value instanceof RawQueryFragment) return numbered(value, values);
    return Array.isArray(value) ? value.map(place).join(', ') : `$${values.push(value)}`;
  };
  return first + others.map((text, index) => place(params[index]) + text).join('');
}
