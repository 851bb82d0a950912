/** Whether a panel covers the view instead of standing beside it: the style sheets' one breakpoint. */
export function isNarrow(): boolean {
  return window.matchMedia('(width < 60rem)').matches;
}
