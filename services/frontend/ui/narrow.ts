import { type RefObject, useLayoutEffect, useState, useSyncExternalStore } from 'react';

/** Tells whether a panel covers the view instead of standing beside it. It is the one breakpoint of the style sheets. */
export function isNarrow(): boolean {
  return window.matchMedia('(width < 60rem)').matches;
}

const phone = '(width < 44rem)';

/** Tells whether the window is as narrow as a phone, which has a bar of views at its lower edge. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(phone);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(phone).matches,
  );
}

/** Tells whether the element is narrower than that many rem, like a container query of the style sheet. */
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
