import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { User } from '../../../account/account.queries.ts';
import { useEntries } from '../../edits/edits.context.ts';
import type { TaskActions } from '../../sync/task.mutations.ts';
import type { ListedTask } from '../../task.ts';
import styles from './task.row.module.css';
import { TaskRow } from './task.row.tsx';
import { useMinute } from './use-minute.ts';
import { useRowFocus } from './use-row-focus.ts';

interface Props {
  tasks: ListedTask[];
  hasMore: boolean;
  openTaskId: string | undefined;
  user: User;
  search: string;
  actions: TaskActions;
  onEndNear: () => void;
  /** Opens the picker for due or priority beside the row. */
  onPick: (what: 'due' | 'priority', task: ListedTask, row: HTMLElement) => void;
  onOpen: (task: ListedTask, toEdit: boolean) => void;
}

/** The next page is fetched when fewer rows than this remain. */
const endIsNear = 15;
const usualRowHeight = 64;

/** Renders only the rows in sight, so that a long list is as fast as a short one. */
export function TaskRows(props: Props) {
  const { tasks, hasMore, openTaskId, user, search, actions, onEndNear } = props;
  const now = useMinute();
  const entries = useEntries();
  const waiting = useMemo(() => new Set(entries.map(({ edit }) => edit.taskId)), [entries]);
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const measureTop = () => setTop(Math.round(element.getBoundingClientRect().top + window.scrollY));
    measureTop();
    // The parts above the list may grow and shrink.
    const observer = new ResizeObserver(measureTop);
    for (const above of element.parentElement?.children ?? []) observer.observe(above);
    return () => observer.disconnect();
  }, []);

  const virtual = useWindowVirtualizer({
    count: tasks.length,
    estimateSize: () => usualRowHeight,
    getItemKey: (index) => tasks[index]!.id,
    overscan: 12,
    scrollMargin: top,
    scrollPaddingStart: 72,
    scrollPaddingEnd: 72,
    useFlushSync: false,
  });
  useRowFocus({ ...props, list, scrollTo: (index) => virtual.scrollToIndex(index, { align: 'auto' }) });

  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  useLayoutEffect(() => {
    if (hasMore && last >= tasks.length - endIsNear) onEndNear();
  }, [hasMore, last, tasks.length, onEndNear]);

  const before = (shown[0]?.start ?? top) - top;
  return (
    <ul
      ref={list}
      className={styles['list']}
      aria-label="Tasks"
      style={{ blockSize: virtual.getTotalSize(), paddingBlockStart: before }}
    >
      {shown.map(({ index, key }) => {
        const task = tasks[index]!;
        return (
          <TaskRow
            key={key}
            task={task}
            place={index + 1}
            count={hasMore ? -1 : tasks.length}
            isOpen={task.id === openTaskId}
            isWaiting={waiting.has(task.id)}
            measure={virtual.measureElement}
            now={now}
            user={user}
            search={search}
            actions={actions}
          />
        );
      })}
    </ul>
  );
}
