import type { Filter } from '../filter/query/task.filter.ts';
import { views } from '../filter/view.nav.tsx';
import { listName } from './list.names.ts';
import { useLists } from './list.queries.ts';

/** Returns the name of the view or list that the filter shows. */
export function useViewName({ status, list }: Filter): string {
  const lists = useLists();
  if (!list) return views[status].name;
  const name = listName(list, lists);
  return status === 'open' ? name : `${name}: ${views[status].name}`;
}
