import type { JsonLimits } from '../limits.ts';

/**
 * Returns why a JSON value is too costly to process; undefined if it is not. It stops at the first violation and does not
 * recurse.
 */
export function jsonExcess(
  value: unknown,
  { JSON_LEVELS: mostLevels, JSON_FIELDS: mostFields }: JsonLimits,
): string | undefined {
  const open: [value: object, level: number][] = [];
  const visit = (inner: unknown, level: number) => {
    if (typeof inner === 'object' && inner !== null) open.push([inner, level]);
  };
  visit(value, 1);
  for (let next = open.pop(); next; next = open.pop()) {
    const [current, level] = next;
    if (level > mostLevels) return `Must not be nested more than ${mostLevels} levels deep.`;
    if (Array.isArray(current)) {
      for (const inner of current) visit(inner, level + 1);
      continue;
    }
    let fields = 0;
    for (const key in current) {
      fields += 1;
      if (fields > mostFields) return tooManyFields(mostFields);
      visit((current as Record<string, unknown>)[key], level + 1);
    }
  }
  return undefined;
}

export const tooManyFields = (most: number) => `An object may not have more than ${most} fields.`;
