import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode } from 'react';
import { call } from '../../api/api.client.ts';
import { Button } from '../../ui/button.tsx';
import { Part } from '../../ui/part.tsx';
import { useEdits } from '../edits/edits.context.ts';
import { noNarrowing } from '../filter/filter.panel.tsx';
import { isNarrowed } from '../filter/query/task.filter.ts';
import type { FilterControl } from '../filter/use-filter.ts';
import { taskKeys } from '../sync/task.keys.ts';
import styles from './empty.view.module.css';

const FirstSteps = lazy(() => import('./first.steps.tsx').then(({ FirstSteps }) => ({ default: FirstSteps })));

interface Props extends Pick<FilterControl, 'filter' | 'change'> {
  onAdd: () => void;
}

/** Explains why the list is empty: there are no tasks yet, nothing matches, or nothing is left to do. */
export function EmptyView({ filter, change, onAdd }: Props) {
  const { eventsEnabled } = useEdits();
  const narrowed = isNarrowed(filter);
  const { data: hasAny } = useQuery({
    queryKey: [...taskKeys.all, 'any'],
    queryFn: async ({ signal }) =>
      (await call<{ items: unknown[] }>('GET', 'tasks?limit=1', { signal })).items.length > 0,
    enabled: !narrowed,
    staleTime: 0,
  });
  if (narrowed) {
    return (
      <Message title="No task matches" text="Try other words or fewer filters.">
        <Button onClick={() => change({ ...noNarrowing, q: '' })}>Clear search and filters</Button>
      </Message>
    );
  }
  if (hasAny === undefined) return null;
  if (!hasAny) {
    return (
      <Message
        title="Nothing here yet"
        text={`Write down the first thing you want to get done.${eventsEnabled ? ' You can add when, how often, and #tags.' : ''}`}
      >
        <Button look="primary" onClick={onAdd}>
          Add your first task
        </Button>
        {eventsEnabled && (
          <Part name="The first steps" waiting={null}>
            <FirstSteps />
          </Part>
        )}
      </Message>
    );
  }
  if (filter.status === 'completed')
    return <Message title="Nothing completed yet" text="Completed tasks appear here." />;
  if (filter.status === 'today')
    return <Message title="All done for today" text="No open task is due today or overdue." done />;
  if (filter.status === 'upcoming')
    return <Message title="Nothing is planned" text="Open tasks that are due after today appear here." />;
  if (filter.status === 'overdue') return <Message title="Nothing is overdue" text="You are on top of things." done />;
  return <Message title="All done" text="Everything is completed. Enjoy it, or add what comes next." done />;
}

interface MessageProps {
  title: string;
  text: string;
  done?: boolean;
  children?: ReactNode;
}

function Message({ title, text, done = false, children }: MessageProps) {
  return (
    <div className={styles['message']}>
      <svg viewBox="0 0 96 96" className={styles['picture']} data-done={done || undefined} aria-hidden="true">
        <circle cx="48" cy="48" r="40" />
        {done ? <path d="M30 50l12 12 24-26" /> : <path d="M32 38h32M32 50h32M32 62h18" />}
      </svg>
      <h2 className={styles['title']}>{title}</h2>
      <p className={styles['text']}>{text}</p>
      {children}
    </div>
  );
}
