import { useCallback, useState } from 'react';

/** Ids of what was added since this view was opened, the newest first; another view begins without. @param view changes with it */
export function useAdded(view: string): { added: readonly string[]; remember: (id: string) => void } {
  const [state, setState] = useState({ view, ids: none });
  const remember = useCallback(
    (id: string) => setState((before) => ({ view, ids: before.view === view ? [id, ...before.ids] : [id] })),
    [view],
  );
  return { added: state.view === view ? state.ids : none, remember };
}

const none: readonly string[] = [];
