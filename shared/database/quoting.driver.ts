import { PostgreSqlDriver, PostgreSqlPlatform } from '@mikro-orm/postgresql';

/**
 * MikroORM writes values into its statements, and quotes a text character by character: a megabyte of text takes 100 MB of memory
 * for a moment. This quotes a text as a whole, with the same result.
 */
export class QuotingDriver extends PostgreSqlDriver {
  protected override readonly platform = new QuotingPlatform();
}

class QuotingPlatform extends PostgreSqlPlatform {
  override escape(value: unknown): string {
    return typeof value === 'string' ? quoted(value) : super.escape(value);
  }
}

/** https://www.postgresql.org/docs/18/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE */
function quoted(text: string): string {
  const literal = `'${text.replaceAll("'", "''")}'`;
  return literal.includes('\\') ? ` E${literal.replaceAll('\\', '\\\\')}` : literal;
}
