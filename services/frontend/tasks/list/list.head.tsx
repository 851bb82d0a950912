import { lazy, type RefObject, useCallback, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Part } from '../../ui/part.tsx';
import { FilterChips } from '../filter/filter.chips.tsx';
import { countNarrowing } from '../filter/query/task.filter.ts';
import { SearchField } from '../filter/search.field.tsx';
import { SortControl } from '../filter/sort.control.tsx';
import type { FilterControl } from '../filter/use-filter.ts';
import { useViewName } from '../lists/use-view-name.ts';
import styles from './list.view.module.css';

const FilterDialog = lazy(() =>
  import('../filter/filter.dialog.tsx').then(({ FilterDialog }) => ({ default: FilterDialog })),
);

interface Props extends Pick<FilterControl, 'filter' | 'change'> {
  eventsEnabled: boolean;
  searchField: RefObject<HTMLInputElement | null>;
}

/** Shows the view's name, with the controls for search, order and filters. */
export function ListHead({ filter, change, eventsEnabled, searchField }: Props) {
  const [isOpen, setOpen] = useState(false);
  const searchFor = useCallback((q: string) => change({ q }, { replace: true }), [change]);
  const narrowing = countNarrowing(filter);
  return (
    <>
      <header className={styles['head']} data-events={eventsEnabled || undefined}>
        <h1 id="list-title" className={styles['title']}>
          {useViewName(filter)}
        </h1>
        <div className={styles['tools']}>
          {eventsEnabled && <SearchField value={filter.q} field={searchField} onChange={searchFor} />}
          <div className={styles['sort']} data-elsewhere={eventsEnabled || undefined}>
            <SortControl filter={filter} change={change} eventsEnabled={eventsEnabled} />
          </div>
          {eventsEnabled && (
            <Button
              look="quiet"
              icon
              className={styles['more']}
              aria-label={narrowing ? `Filters, ${narrowing} chosen` : 'Filters'}
              aria-haspopup="dialog"
              data-chosen={narrowing > 0 || undefined}
              onClick={() => setOpen(true)}
            >
              <Icon name="filter" />
            </Button>
          )}
        </div>
      </header>
      <FilterChips filter={filter} change={change} eventsEnabled={eventsEnabled} />
      {isOpen && (
        <Part name="The filters" waiting={null}>
          <FilterDialog filter={filter} change={change} onClose={() => setOpen(false)} />
        </Part>
      )}
    </>
  );
}
