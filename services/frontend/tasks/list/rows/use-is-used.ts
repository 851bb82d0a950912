import { useEffect, useState } from 'react';

const signs = ['pointermove', 'pointerdown'] as const;

/** Returns true once the person has moved a pointer over the page, for what only a pointer needs. */
export function useIsUsed(): boolean {
  const [isUsed, setUsed] = useState(false);
  useEffect(() => {
    if (isUsed) return;
    const until = new AbortController();
    for (const sign of signs)
      window.addEventListener(sign, () => setUsed(true), { signal: until.signal, passive: true });
    return () => until.abort();
  }, [isUsed]);
  return isUsed;
}
