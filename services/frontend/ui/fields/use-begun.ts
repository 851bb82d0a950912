import { useRef } from 'react';

/**
 * Reports when a list opens and closes.
 * @param begin is called when it opens. The function that it returns is called when it closes, after the choice was reported.
 * @returns a function to call whenever the list opens or closes
 */
export function useBegun(begin: (() => () => void) | undefined): (isOpen: boolean) => void {
  const end = useRef<() => void>(undefined);
  return (isOpen) => {
    const endLast = end.current;
    // The list reports its choice in the same turn as its closing, maybe later, so the end waits for that turn to finish.
    if (endLast) queueMicrotask(endLast);
    end.current = isOpen ? begin?.() : undefined;
  };
}
