import { type RawQueryFragment, raw } from '@mikro-orm/postgresql';

export { raw, sql } from '@mikro-orm/postgresql';

/** A part of a statement with its parameters. Never put two `${}` side by side: MikroORM reads `??` as an identifier. */
export type Sql = RawQueryFragment;

export function join(parts: readonly Sql[], separator: string): Sql {
  return raw(parts.map(() => '?').join(separator), parts);
}

export function and(conditions: readonly Sql[]): Sql {
  return join(conditions, ' and ');
}
