import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { defaultFilter, type Filter, filterToSearch, type Status } from './query/task.filter.ts';
import styles from './view.nav.module.css';

interface View {
  name: string;
  icon: IconName;
}

export const views: Record<Status, View> = {
  open: { name: 'Open', icon: 'menu' },
  today: { name: 'Today', icon: 'calendar' },
  upcoming: { name: 'Upcoming', icon: 'upcoming' },
  overdue: { name: 'Overdue', icon: 'clock' },
  completed: { name: 'Completed', icon: 'check' },
  all: { name: 'All', icon: 'history' },
};

const viewsWithoutEvents: Status[] = ['open', 'completed', 'all'];

/** The views of the list. Each has an address, and choosing one removes all filters. */
export function ViewNav({ filter, eventsEnabled }: { filter: Filter; eventsEnabled: boolean }) {
  const nav = useRef<HTMLElement>(null);
  // On a phone the views scroll, so the chosen one must be scrolled into sight.
  useEffect(() => {
    const chosen = nav.current?.querySelector(`[data-view=${filter.status}]`);
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [filter.status]);
  const shown = (Object.keys(views) as Status[]).filter(
    (status) => eventsEnabled || viewsWithoutEvents.includes(status),
  );
  return (
    <nav ref={nav} aria-label="Views" className={styles['nav']}>
      {shown.map((status) => {
        const query = filterToSearch({ ...defaultFilter, status });
        return (
          <Link
            key={status}
            href={query ? `/?${query}` : '/'}
            className={styles['view']}
            data-view={status}
            aria-current={filter.status === status ? 'page' : undefined}
          >
            <Icon name={views[status].icon} />
            {views[status].name}
          </Link>
        );
      })}
    </nav>
  );
}
