import { type ImportedTask, importedTask, mostReminders } from '../transfer.schema.ts';

const longest = { title: 200, description: 10_000 };
const most: Record<string, number> = { tags: 20, reminders: mostReminders };
/** These fields are only valid together, and with the recurrence. */
const series = ['seriesId', 'occurrence', 'seriesStart'];

/** Records that a field of a task was left out: the path of its invalid part, and the reason. */
export type OmitField = (path: readonly PropertyKey[], reason: string) => void;

/**
 * Returns the task without its invalid parts.
 * @returns the reason as text if the task cannot be imported at all
 */
export function validTask(candidate: Readonly<Record<string, unknown>>, omit: OmitField): ImportedTask | string {
  const given = { ...candidate };
  for (const [field, length] of Object.entries(longest)) {
    const value = given[field];
    if (typeof value !== 'string' || value.trim().length <= length) continue;
    given[field] = value
      .trim()
      .slice(0, length)
      .replace(/[\uD800-\uDBFF]$/, '');
    omit([field], `Only the first ${length} characters were imported.`);
  }
  for (;;) {
    const result = importedTask.safeParse(given, {
      error: ({ input }) => (input === undefined ? 'Is required.' : undefined),
    });
    if (result.success) return result.data;
    const issues = result.error.issues.flatMap((issue): { path: readonly PropertyKey[]; message: string }[] =>
      issue.code === 'unrecognized_keys' && issue.path.length === 0
        ? issue.keys.map((key) => ({ path: [key], message: 'Is not a known field.' }))
        : [{ path: issue.path, message: issue.message }],
    );
    const essential = issues.find(({ path: [field] }) => field === 'id' || field === 'title');
    if (essential) return `${essential.path.join('.')}: ${essential.message}`;
    for (const { path, message } of issues) omit(path, message);
    for (const [field, wrong] of Map.groupBy(issues, ({ path: [field] }) => field as string)) {
      const without = series.includes(field) || field === 'recurrence' ? [field, ...series] : [field];
      const left = itemsLeft(given[field], most[field], new Set(wrong.map(({ path: [, position] }) => position)));
      for (const one of without) delete given[one];
      if (left) given[field] = left;
    }
  }
}

/** Returns the valid items of a list, up to the limit for a task. */
function itemsLeft(value: unknown, most: number | undefined, wrong: ReadonlySet<PropertyKey | undefined>) {
  if (!Array.isArray(value) || most === undefined) return undefined;
  return value.filter((_, position) => !wrong.has(position)).slice(0, most);
}
