import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { orderOf, type Sort, sorts } from './query/task.filter.ts';
import styles from './sort.control.module.css';
import type { FilterControl } from './use-filter.ts';

const names: Record<Sort, string> = {
  due: 'Due',
  created: 'Newest',
  priority: 'Priority',
  title: 'Title',
  manual: 'Own order',
};
const sortsWithoutEvents: readonly Sort[] = ['created', 'title'];

/** A native select works best on a phone and needs no code. */
export function SortControl({
  filter,
  change,
  eventsEnabled,
}: Pick<FilterControl, 'filter' | 'change'> & { eventsEnabled: boolean }) {
  const { sort, order } = orderOf(filter, eventsEnabled);
  const chosenSorts = sorts.filter((one) => one !== 'manual' || filter.list);
  const offered: readonly Sort[] = eventsEnabled ? chosenSorts : sortsWithoutEvents;
  return (
    <div className={styles['control']}>
      <label className={styles['label']}>
        <span className="visually-hidden">Sort by</span>
        <select
          className={styles['select']}
          value={sort}
          onChange={(event) => {
            const chosen = event.target.value;
            change({ sort: chosen === 'relevance' ? undefined : (chosen as Sort), order: undefined });
          }}
        >
          {eventsEnabled && filter.q.trim() && <option value="relevance">Best match</option>}
          {offered.map((name) => (
            <option key={name} value={name}>
              {names[name]}
            </option>
          ))}
        </select>
      </label>
      {sort !== 'relevance' && sort !== 'manual' && (
        <Button
          look="quiet"
          icon
          aria-label={order === 'asc' ? 'Ascending; sort descending' : 'Descending; sort ascending'}
          title={order === 'asc' ? 'Ascending' : 'Descending'}
          data-order={order}
          className={styles['order']}
          onClick={() => change({ sort, order: order === 'asc' ? 'desc' : 'asc' })}
        >
          <Icon name="sort" />
        </Button>
      )}
    </div>
  );
}
