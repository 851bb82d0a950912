/** What a swipe over a row does. */
export type Swipe = 'complete' | 'postpone';

/** The finger has to go this far, or over this part of a narrow row. */
const enoughPx = 96;
const enoughOfRow = 0.35;
/** A shorter way may become anything. */
const beginPx = 12;

/** Tells whether the finger goes to the side, and not up or down, where it scrolls. */
export function isSideways(dx: number, dy: number): boolean {
  return Math.abs(dx) > beginPx && Math.abs(dx) > 2 * Math.abs(dy);
}

/** Returns what a swipe that ends here does: to the right it completes, and to the left it postpones. */
export function swipeAt(dx: number, width: number): Swipe | undefined {
  if (Math.abs(dx) < Math.min(enoughPx, width * enoughOfRow)) return undefined;
  return dx > 0 ? 'complete' : 'postpone';
}
