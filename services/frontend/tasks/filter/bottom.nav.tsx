import { lazy, useState } from 'react';
import { Link } from 'wouter';
import { Icon } from '../../ui/icon.tsx';
import { Part } from '../../ui/part.tsx';
import { useKeptView } from '../views/view.queries.ts';
import styles from './bottom.nav.module.css';
import { defaultFilter, type Filter, type Status } from './query/task.filter.ts';
import { addressOf, views } from './view.nav.tsx';

const ViewsDialog = lazy(() => import('./views.dialog.tsx').then(({ ViewsDialog }) => ({ default: ViewsDialog })));

interface Props {
  filter: Filter;
  eventsEnabled: boolean;
  onAdd: () => void;
}

const shown: Status[] = ['open', 'today', 'upcoming'];
const shownWithoutEvents: Status[] = ['open', 'completed'];

/** On a phone, the views and the button that adds a task stand at the lower edge, in reach of the thumb. */
export function BottomNav({ filter, eventsEnabled, onAdd }: Props) {
  const [showsAll, setShowsAll] = useState(false);
  const [first, ...others] = eventsEnabled ? shown : shownWithoutEvents;
  const kept = useKeptView(filter);
  const isShown = (status: Status) => !filter.list && !kept && filter.status === status;
  const link = (status: Status) => (
    <Link
      key={status}
      href={addressOf({ ...defaultFilter, status })}
      className={styles['item']}
      aria-current={isShown(status) ? 'page' : undefined}
    >
      <Icon name={views[status].icon} />
      {views[status].name}
    </Link>
  );
  return (
    <nav aria-label="Views" className={styles['nav']} data-bottom-nav>
      {link(first!)}
      {others.slice(0, 1).map(link)}
      <button type="button" className={styles['add']} aria-label="Add a task" onClick={onAdd}>
        <Icon name="add" />
      </button>
      {others.slice(1).map(link)}
      <button
        type="button"
        className={styles['item']}
        aria-haspopup="dialog"
        data-chosen={![first!, ...others].some(isShown) || undefined}
        onClick={() => setShowsAll(true)}
      >
        <Icon name="menu" />
        More
      </button>
      {showsAll && (
        <Part name="The views" waiting={null}>
          <ViewsDialog filter={filter} eventsEnabled={eventsEnabled} onClose={() => setShowsAll(false)} />
        </Part>
      )}
    </nav>
  );
}
