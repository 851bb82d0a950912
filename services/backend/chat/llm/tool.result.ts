/** The most characters of one title or description. */
const maxFieldLength = 500;

/** Fields that a model does not need to answer in words. */
const omittedFields = new Set([
  'version',
  'createdAt',
  'updatedAt',
  'seriesId',
  'occurrence',
  'highlight',
  'completedAt',
]);

/** A tool's result as JSON for the model: without empty fields, without bookkeeping, and cut off at the limit. */
export function toolResultText(result: unknown, limit: number): string {
  const text = JSON.stringify(result ?? null, (key, value) => {
    const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0 && key !== 'items');
    if (isEmpty || omittedFields.has(key)) return undefined;
    return typeof value === 'string' && value.length > maxFieldLength ? `${value.slice(0, maxFieldLength)}…` : value;
  });
  if (text === undefined) return 'null';
  return text.length > limit ? `${text.slice(0, limit)}… (cut: ask for less at once)` : text;
}
