import { type RefObject, useLayoutEffect, useState } from 'react';

/** Whether a panel covers the view instead of standing beside it: the one breakpoint of the style sheets. */
export function isNarrow(): boolean {
  return window.matchMedia('(width < 60rem)').matches;
}

/** Whether the element is narrower than that many rem, as a container query of the style sheet has it. */
export function useIsNarrow(element: RefObject<HTMLElement | null>, rem: number): boolean {
  const [narrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => {
      const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      if (entry) setNarrow(entry.contentRect.width < rem * root);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, rem]);
  return narrow;
}
