import { useMemo } from 'react';
import { defaultFilter, type Status } from '../tasks/filter/query/task.filter.ts';
import { addressOf, shownViews, views } from '../tasks/filter/view.nav.tsx';
import { useTags } from '../tasks/sync/task.queries.ts';
import { commandEntries, type PaletteEntry } from './palette.entries.ts';

/** Everything that the palette offers besides tasks: views, tags, the settings, and what keys do. */
export function useEntries(eventsEnabled: boolean): PaletteEntry[] {
  const tags = useTags().data;
  return useMemo(() => {
    const goTo = (id: string, label: string, icon: PaletteEntry['icon'], address: string): PaletteEntry => ({
      id,
      group: 'Go to',
      label,
      icon,
      does: { address },
    });
    const ofView = (status: Status) =>
      goTo(`view:${status}`, views[status].name, views[status].icon, addressOf({ ...defaultFilter, status }));
    return [
      ...shownViews(eventsEnabled).map(ofView),
      ...(tags ?? []).map(({ tag }) =>
        goTo(`tag:${tag}`, `#${tag}`, 'tag', addressOf({ ...defaultFilter, tags: [tag] })),
      ),
      goTo('settings', 'Settings', 'settings', '/settings'),
      ...commandEntries(eventsEnabled),
    ];
  }, [tags, eventsEnabled]);
}
