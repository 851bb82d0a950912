import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { User } from '../../account/account.queries.ts';
import type { EditsStore } from './edits.store.ts';
import type { Entry } from './queue/edit.entry.ts';

export interface TaskEdits extends EditsStore {
  user: User;
  eventsEnabled: boolean;
}

export const EditsContext = createContext<TaskEdits | undefined>(undefined);

export function useEdits(): TaskEdits {
  const edits = useContext(EditsContext);
  if (!edits) throw new Error('There is no EditsProvider around this.');
  return edits;
}

/** Returns the edits that the server has not acknowledged yet, oldest first. */
export function useEntries(): readonly Entry[] {
  const { queue } = useEdits();
  return useSyncExternalStore(queue.subscribe, queue.snapshot);
}

/** Tells whether an edit of this task is not acknowledged yet. */
export function useWaiting(taskId: string): boolean {
  const entries = useEntries();
  return useMemo(() => entries.some(({ edit }) => edit.taskId === taskId), [entries, taskId]);
}
