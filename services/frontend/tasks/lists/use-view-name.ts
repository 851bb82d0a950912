import type { Filter } from '../filter/query/task.filter.ts';
import { views } from '../filter/view.nav.tsx';
import { useKeptView } from '../views/view.queries.ts';
import { listName } from './list.names.ts';
import { useLists } from './list.queries.ts';

/** Returns the name of the kept view, or else of the view or list that the filter shows. */
export function useViewName(filter: Filter): string {
  const { status, list } = filter;
  const kept = useKeptView(filter);
  const lists = useLists();
  if (kept) return kept.name;
  if (!list) return views[status].name;
  const name = listName(list, lists);
  return status === 'open' ? name : `${name}: ${views[status].name}`;
}
