import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { type Filter, filterFromSearch, filterToSearch } from './query/task.filter.ts';

export interface FilterControl {
  filter: Filter;
  /** The address' query, as it stands behind every link within the list: empty, or with its question mark. */
  search: string;
  /** @param replace without a step for Back, as for each letter typed */
  change: (changes: Partial<Filter>, options?: { replace?: boolean }) => void;
}

/** The filter is kept in the address, and nowhere else. */
export function useFilter(): FilterControl {
  const current = useSearch();
  const [, navigate] = useLocation();
  // A string: equal filters are the same object, and the same query.
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
