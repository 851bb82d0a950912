import { useMemo } from 'react';
import { useEdits } from '../tasks/edits/edits.context.ts';
import { defaultFilter, inbox, type Status } from '../tasks/filter/query/task.filter.ts';
import { addressOf, shownViews, views } from '../tasks/filter/view.nav.tsx';
import { inboxName } from '../tasks/lists/list.names.ts';
import { useLists } from '../tasks/lists/list.queries.ts';
import { useTags } from '../tasks/sync/task.queries.ts';
import { useKeptViews } from '../tasks/views/view.queries.ts';
import { filterOf } from '../tasks/views/view.query.ts';
import { commandEntries, type PaletteEntry } from './palette.entries.ts';

/** Everything that the palette offers besides tasks: views, also kept ones, lists, tags, the settings, and what keys do. */
export function useEntries(eventsEnabled: boolean): PaletteEntry[] {
  const tags = useTags().data;
  const lists = useLists();
  const kept = useKeptViews();
  const { timeZone } = useEdits().user;
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
      ...(eventsEnabled ? [goTo('inbox', inboxName, 'inbox', addressOf({ ...defaultFilter, list: inbox }))] : []),
      ...kept.map(({ id, name, query }) => goTo(`kept:${id}`, name, 'filter', addressOf(filterOf(query, timeZone)))),
      ...lists.map(({ id, name }) => goTo(`list:${id}`, name, 'list', addressOf({ ...defaultFilter, list: id }))),
      ...(tags ?? []).map(({ tag }) =>
        goTo(`tag:${tag}`, `#${tag}`, 'tag', addressOf({ ...defaultFilter, tags: [tag] })),
      ),
      ...(eventsEnabled ? [goTo('activity', 'Activity', 'history', '/activity')] : []),
      goTo('settings', 'Settings', 'settings', '/settings'),
      ...commandEntries(eventsEnabled),
    ];
  }, [tags, lists, kept, timeZone, eventsEnabled]);
}
