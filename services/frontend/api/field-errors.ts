import { ApiProblem } from './api.client.ts';

/** Returns why the server refused the field: its own error, or the first of a field inside it (`due.date` for `due`). */
export function errorAt(error: Error | null | undefined, field: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  return error.errors.find(({ path }) => path === field || path.startsWith(`${field}.`))?.message;
}

/** Returns the error, unless it belongs to one of these fields. */
export function problemBeside(error: Error | null | undefined, fields: readonly string[]): Error | undefined {
  return error && !fields.some((field) => errorAt(error, field)) ? error : undefined;
}
