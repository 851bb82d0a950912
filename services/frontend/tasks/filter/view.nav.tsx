import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Count } from '../lists/count.tsx';
import { inboxName } from '../lists/list.names.ts';
import { type TaskCounts, useCounts } from '../lists/list.queries.ts';
import { useKeptView } from '../views/view.queries.ts';
import { defaultFilter, type Filter, filterToSearch, inbox, type Status } from './query/task.filter.ts';
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

export function shownViews(eventsEnabled: boolean): Status[] {
  return (Object.keys(views) as Status[]).filter((status) => eventsEnabled || viewsWithoutEvents.includes(status));
}

/** Views of what is done have no number. */
function countOf(status: Status, counts: TaskCounts | undefined): number | undefined {
  if (status === 'completed' || status === 'all') return undefined;
  return counts?.[status === 'today' ? 'untilToday' : status];
}

/** Returns the address of a list with this filter. */
export function addressOf(filter: Filter): string {
  const query = filterToSearch(filter);
  return query ? `/?${query}` : '/';
}

interface Props {
  filter: Filter;
  eventsEnabled: boolean;
  /** Called when a view is chosen. */
  onChoose?: () => void;
}

/** The views of the list. Each has an address, and choosing one removes all filters. */
export function ViewNav({ filter, eventsEnabled, onChoose }: Props) {
  const nav = useRef<HTMLElement>(null);
  const counts = useCounts();
  const kept = useKeptView(filter);
  const isCounted = counts !== undefined;
  // On a narrow window the views scroll, so the chosen one must be scrolled into sight, and again once the numbers are there.
  useEffect(() => {
    const chosen = nav.current?.querySelector(`[data-view=${filter.status}]`);
    if (isCounted || chosen) chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [filter.status, isCounted]);
  const shown = shownViews(eventsEnabled);
  return (
    <nav ref={nav} aria-label="Views" className={styles['nav']}>
      {eventsEnabled && (
        <Link
          href={addressOf({ ...defaultFilter, list: inbox })}
          className={styles['view']}
          data-drop-list={inbox}
          {...(onChoose && { onClick: onChoose })}
          aria-current={filter.list === inbox ? 'page' : undefined}
        >
          <Icon name="inbox" />
          {inboxName}
          <Count of={counts?.inbox} />
        </Link>
      )}
      {shown.map((status) => {
        return (
          <Link
            key={status}
            href={addressOf({ ...defaultFilter, status })}
            {...(onChoose && { onClick: onChoose })}
            className={styles['view']}
            data-view={status}
            aria-current={filter.status === status && !filter.list && !kept ? 'page' : undefined}
          >
            <Icon name={views[status].icon} />
            {views[status].name}
            <Count of={countOf(status, counts)} />
          </Link>
        );
      })}
      {eventsEnabled && (
        <Link href="/activity" className={styles['view']} {...(onChoose && { onClick: onChoose })}>
          <Icon name="activity" />
          Activity
        </Link>
      )}
    </nav>
  );
}
