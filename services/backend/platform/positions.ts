import { generateKeyBetween } from 'fractional-indexing';

/** Times before 1970 are positive, too. */
const offset = 40_000_000_000_000;

/**
 * Returns a position behind those of everything that was made or moved to the end before that time. No statement is needed to find
 * it. It is a key of fractional indexing, whose integer part is the time in hexadecimal digits; parts of the id make positions of
 * the same millisecond differ.
 */
export function lastPosition(at: Date, id: string): string {
  const time = (offset + at.getTime()).toString(16).padStart(13, '0');
  return `m${time}${id.slice(14, 18)}${id.slice(19, 23)}${id.slice(24, 28)}V`;
}

/** Tells whether a text is a key of fractional indexing. */
export function isPosition(text: string): boolean {
  try {
    generateKeyBetween(text, null);
    return true;
  } catch {
    return false;
  }
}

interface Placed {
  id: string;
  position: string;
}

/** Orders by position, and what has the same position by id. */
export function byPosition(a: Placed, b: Placed): number {
  return compare(a.position, b.position) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/**
 * Returns a position directly behind one of the others.
 * @param others in their order
 * @param after an id; null for the first place. Undefined: the last place
 * @param noSuch the error to throw if none of them has that id
 */
export function positionAfter(
  others: readonly Placed[],
  after: string | null | undefined,
  noSuch: () => Error,
): string {
  const id = after === undefined ? (others.at(-1)?.id ?? null) : after;
  const index = id === null ? -1 : others.findIndex((other) => other.id === id);
  if (id !== null && index < 0) throw noSuch();
  return generateKeyBetween(others[index]?.position, others[index + 1]?.position);
}

/** The same for one of `all`, which keeps its position where it stands there already. */
export function movedPosition(all: readonly Placed[], item: Placed, after: string | null, noSuch: () => Error): string {
  if ((all[all.indexOf(item) - 1]?.id ?? null) === after) return item.position;
  const others = all.filter((other) => other !== item);
  return positionAfter(others, after, noSuch);
}
