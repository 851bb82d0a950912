/** Of one title or description. */
const longestText = 500;

/** Nothing to a model that answers in words. */
const bookkeeping = new Set([
  'version',
  'createdAt',
  'updatedAt',
  'seriesId',
  'occurrence',
  'highlight',
  'completedAt',
]);

/** A tool's result as text: without what is empty or bookkeeping, and not too long. */
export function forModel(result: unknown, limit: number): string {
  const text = JSON.stringify(result ?? null, (key, value) => {
    if (
      bookkeeping.has(key) ||
      value === null ||
      value === '' ||
      (Array.isArray(value) && value.length === 0 && key !== 'items')
    ) {
      return undefined;
    }
    return typeof value === 'string' && value.length > longestText ? `${value.slice(0, longestText)}…` : value;
  });
  if (text === undefined) return 'null';
  return text.length > limit ? `${text.slice(0, limit)}… (cut: ask for less at once)` : text;
}
