import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { type Filter, filterFromSearch, filterToSearch } from './query/task.filter.ts';

export interface FilterControl {
  filter: Filter;
  /** The address' query to append to links within the list: empty, or beginning with a question mark. */
  search: string;
  /** @param replace does not add a step for the Back button, as for each typed letter */
  change: (changes: Partial<Filter>, options?: { replace?: boolean }) => void;
}

/** The filter is stored in the address and nowhere else. */
export function useFilter(): FilterControl {
  const current = useSearch();
  const [, navigate] = useLocation();
  // The string is the memo's key: equal filters are the same object, and so the same query.
  const written = filterToSearch(filterFromSearch(current));
  const filter = useMemo(() => filterFromSearch(written), [written]);
  const change = useCallback<FilterControl['change']>(
    (changes, { replace = false } = {}) => {
      const next = filterToSearch({ ...filterFromSearch(window.location.search), ...changes });
      navigate(`${window.location.pathname}${next && `?${next}`}`, { replace });
    },
    [navigate],
  );
  return { filter, search: written && `?${written}`, change };
}
