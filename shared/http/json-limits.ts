/** Deeper than anything that the system reads. Deeper values overflow the stack of what validates or prints them. */
const mostLevels = 50;
/** More than any object that the system reads has. Lists may be longer. */
const mostKeys = 1000;

/**
 * Returns why a JSON value is too costly to process; undefined if it is not. It stops at the first violation and does not
 * recurse.
 */
export function jsonExcess(value: unknown): string | undefined {
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
    let keys = 0;
    for (const key in current) {
      keys += 1;
      if (keys > mostKeys) return `An object may not have more than ${mostKeys} fields.`;
      visit((current as Record<string, unknown>)[key], level + 1);
    }
  }
  return undefined;
}
