import pg from 'pg';

interface Statement {
  text: string;
  values: unknown[];
}

/** Records the last statement about tasks that this process sent, to show PostgreSQL's plan for it. */
export function watchStatements() {
  const original = pg.Client.prototype.query;
  let last: Statement | undefined;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [query, values] = args as [string | Statement, unknown[]?];
    const statement = typeof query === 'string' ? { text: query, values: values ?? [] } : query;
    if (/\bfrom task\b/.test(statement.text)) last = { text: statement.text, values: statement.values ?? [] };
    return Reflect.apply(original, this, args);
  } as typeof original;
  return {
    async explainLast(database: pg.Client): Promise<string[]> {
      if (!last) return [];
      const { rows } = await database.query(`explain (analyze, buffers) ${last.text}`, last.values);
      return rows.map((row) => row['QUERY PLAN']);
    },
  };
}
