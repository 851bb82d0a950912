/** A condition and its parameters, with `?` for each. */
export interface Sql {
  sql: string;
  params: unknown[];
}

const maxWords = 32;

/**
 * What a person typed, as a tsquery: every word as a stem or as a prefix. Words reach PostgreSQL as quoted lexemes, so
 * nothing in them is an operator. Undefined where nothing is left to look for.
 */
export function searchQuery(typed: string): Sql | undefined {
  const words = typed.match(/[\p{L}\p{N}\p{M}]+/gu)?.slice(0, maxWords) ?? [];
  if (words.length === 0) return undefined;
  const sql = words.map(() => `(to_tsquery('todo_stem', ?) || to_tsquery('todo_word', ?))`).join(' && ');
  return { sql: `(${sql})`, params: words.flatMap((word) => [`'${word}'`, `'${word}':*`]) };
}

/** Words that hold symbols (`100%`, `snake_case`) must also occur as typed. */
export function literalWords(typed: string): string[] {
  return typed
    .split(/\s+/)
    .filter((word) => /[^\p{L}\p{N}\p{M}]/u.test(word))
    .slice(0, maxWords);
}
