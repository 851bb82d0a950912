import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../api/api.client.ts';
import { useEdits } from '../tasks/edits/edits.context.ts';
import { taskKeys } from '../tasks/sync/task.keys.ts';
import type { TaskPage } from '../tasks/sync/task.pages.ts';
import type { PaletteEntry } from './palette.entries.ts';

/** The search waits for a pause in typing, so that not every letter is a request. */
const pauseMs = 150;
const mostTasks = '8';

/** Finds tasks by the typed words, on the server. Without a network none are found, and everything else still works. */
export function useFoundTasks(typed: string): PaletteEntry[] {
  const { eventsEnabled } = useEdits();
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data } = useQuery({
    queryKey: [...taskKeys.all, 'found', q],
    queryFn: ({ signal }) => call<TaskPage>('GET', `tasks?${new URLSearchParams({ q, limit: mostTasks })}`, { signal }),
    enabled: eventsEnabled && q !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (!q || !typed.trim()) return [];
  return (data?.items ?? []).map(({ id, title, completed }) => ({
    id,
    group: 'Tasks',
    label: title,
    ...(completed && { note: 'completed' }),
    icon: completed ? 'check' : 'menu',
    does: { address: `/tasks/${id}` },
  }));
}
