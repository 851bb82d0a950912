import { useRef } from 'react';

/**
 * For a list that opens and closes.
 * @param begin is called when it opens; what that returns is called when it is closed, after what was chosen is told
 * @returns to be called whenever it opens or closes
 */
export function useBegun(begin: (() => () => void) | undefined): (isOpen: boolean) => void {
  const end = useRef<() => void>(undefined);
  return (isOpen) => {
    const endLast = end.current;
    // The choice is told in the same turn as that the list is closed.
    if (endLast) queueMicrotask(endLast);
    end.current = isOpen ? begin?.() : undefined;
  };
}
