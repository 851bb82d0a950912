import { useCallback, useState } from 'react';
import { useEdits } from '../../edits/edits.context.ts';

/** So many of the tasks that were collapsed last are remembered. */
const mostRemembered = 500;

export interface Collapsed {
  ids: ReadonlySet<string>;
  /** Hides the subtasks of the task, or shows them again. */
  toggle: (id: string) => void;
}

/** The tasks whose subtasks are hidden. This browser remembers them for each user. */
export function useCollapsed(): Collapsed {
  const key = `collapsed/${useEdits().user.id}`;
  const [ids, setIds] = useState(() => read(key));
  const toggle = useCallback(
    (id: string) => {
      // Another tab may have changed them.
      const next = new Set(read(key));
      if (!next.delete(id)) next.add(id);
      localStorage.setItem(key, JSON.stringify([...next].slice(-mostRemembered)));
      setIds(next);
    },
    [key],
  );
  return { ids, toggle };
}

function read(key: string): ReadonlySet<string> {
  try {
    return new Set(JSON.parse(localStorage.getItem(key) ?? '[]'));
  } catch {
    return new Set();
  }
}
