/** A piece of a statement and its parameters, with `?` for each. */
export interface Sql {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Other pieces are put in where they stand; everything else becomes a parameter. */
export function sql(texts: TemplateStringsArray, ...values: unknown[]): Sql {
  const parts = values.map((value) => (isSql(value) ? value : { sql: '?', params: [value] }));
  return {
    sql: texts.map((text, index) => text + (parts[index]?.sql ?? '')).join(''),
    params: parts.flatMap(({ params }) => params),
  };
}

/** Text of this program's own, never of a person's. */
export function raw(text: string): Sql {
  return { sql: text, params: [] };
}

export function joined(parts: readonly Sql[], separator: string): Sql {
  return { sql: parts.map((part) => part.sql).join(separator), params: parts.flatMap(({ params }) => params) };
}

export function list(values: readonly unknown[]): Sql {
  return joined(
    values.map((value) => sql`${value}`),
    ', ',
  );
}

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && 'sql' in value && 'params' in value;
}
