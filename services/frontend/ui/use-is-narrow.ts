import { type RefObject, useLayoutEffect, useState } from 'react';

/** Whether the element is narrower than that many rem, as a container query of the style sheet has it. */
export function useIsNarrow(element: RefObject<HTMLElement | null>, rem: number): boolean {
  const [isNarrow, setIsNarrow] = useState(false);
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => {
      const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      if (entry) setIsNarrow(entry.contentRect.width < rem * root);
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, rem]);
  return isNarrow;
}
