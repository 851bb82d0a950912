/** Whether a panel covers the view instead of standing beside it: the one breakpoint of the style sheets. */
export function isNarrow(): boolean {
  return window.matchMedia('(width < 60rem)').matches;
}
