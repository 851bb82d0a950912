import { useCallback, useState } from 'react';

/**
 * Remembers the ids of tasks added since this view was opened, the newest first.
 * @param view starts anew when it changes
 */
export function useAdded(view: string): { added: readonly string[]; remember: (id: string) => void } {
  const [state, setState] = useState({ view, ids: none });
  const remember = useCallback(
    (id: string) => setState((before) => ({ view, ids: before.view === view ? [id, ...before.ids] : [id] })),
    [view],
  );
  return { added: state.view === view ? state.ids : none, remember };
}

const none: readonly string[] = [];
