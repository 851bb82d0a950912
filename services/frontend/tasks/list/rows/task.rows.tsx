import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { lazy, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { User } from '../../../account/account.queries.ts';
import { focusWhenThere } from '../../../ui/focus-when-there.ts';
import { Part } from '../../../ui/part.tsx';
import { useEntries } from '../../edits/edits.context.ts';
import type { Filter } from '../../filter/query/task.filter.ts';
import { listName } from '../../lists/list.names.ts';
import { useLists } from '../../lists/list.queries.ts';
import type { Pick } from '../../pickers/pick.popover.tsx';
import { useRowClicks } from '../../selection/use-row-clicks.ts';
import type { Selection } from '../../selection/use-selection.ts';
import { dateIn } from '../../sync/task.instant.ts';
import type { TaskActions } from '../../sync/task.mutations.ts';
import type { ListedTask } from '../../task.ts';
import { GroupHeading } from '../groups/group.heading.tsx';
import { type Heading, type Row, tasksIn } from '../groups/list.rows.ts';
import type { MenuAnchor } from '../menu/task.menu.tsx';
import { useRowActs } from '../menu/use-row-acts.ts';
import { useRowSwipe } from '../swipe/use-row-swipe.ts';
import type { TaskTree } from '../tree/task.tree.ts';
import type { Collapsed } from '../tree/use-collapsed.ts';
import { useTreeKeys } from '../tree/use-tree-keys.ts';
import { useJump } from '../upcoming/use-jump.ts';
import styles from './task.row.module.css';
import { TaskRow } from './task.row.tsx';
import { useIsUsed } from './use-is-used.ts';
import { useRowFocus } from './use-row-focus.ts';

interface Props {
  rows: readonly Row[];
  /** For a list in its manual order. */
  tree: TaskTree | undefined;
  collapsed: Collapsed;
  hasMore: boolean;
  filter: Filter;
  now: Date;
  openTaskId: string | undefined;
  user: User;
  search: string;
  actions: TaskActions;
  onEndNear: () => void;
  /** Opens the picker for due or priority beside the row. */
  onPick: (pick: Pick) => void;
  onOpen: (task: ListedTask, toEdit: boolean) => void;
  onReschedule: (heading: Heading, button: HTMLElement) => void;
  selection: Selection;
}

const TaskDrag = lazy(() => import('../drag/task.drag.tsx').then(({ TaskDrag }) => ({ default: TaskDrag })));
const TaskMenu = lazy(() => import('../menu/task.menu.tsx').then(({ TaskMenu }) => ({ default: TaskMenu })));
const WeekStrip = lazy(() => import('../upcoming/week.strip.tsx').then(({ WeekStrip }) => ({ default: WeekStrip })));

/** The next page is fetched when fewer rows than this remain. */
const endIsNear = 15;
const usualRowHeight = 64;
const usualHeadingHeight = 48;

const keyOf = (row: Row) => (row.kind === 'task' ? row.task.id : `heading:${row.key}`);
const indexOf = (rows: readonly Row[], id: string) =>
  rows.findIndex((row) => row.kind === 'task' && row.task.id === id);

/** Renders only the rows in sight, so that a long list is as fast as a short one. */
export function TaskRows(props: Props) {
  const { rows, hasMore, filter, now, openTaskId, user, search, actions, onEndNear, onReschedule, selection } = props;
  const { tree, collapsed, onPick, onOpen } = props;
  const said = useRef<HTMLParagraphElement>(null);
  const isUsed = useIsUsed();
  const tasks = useMemo(() => tasksIn(rows), [rows]);
  const entries = useEntries();
  const lists = useLists();
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
    const around = element.parentElement;
    for (const part of [around, ...(around?.children ?? [])]) if (part) observer.observe(part);
    return () => observer.disconnect();
  }, []);

  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => (rows[index]!.kind === 'task' ? usualRowHeight : usualHeadingHeight),
    getItemKey: (index) => keyOf(rows[index]!),
    overscan: 12,
    // The first rows are part of the first rendering, which can be interrupted. Rows that follow from a measurement cannot.
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    scrollMargin: top,
    scrollPaddingStart: 72,
    scrollPaddingEnd: 72,
    useFlushSync: false,
  });
  const focusRow = useRowFocus({
    ...props,
    tasks,
    list,
    scrollTo: ({ id }) => virtual.scrollToIndex(indexOf(rows, id), { align: 'auto' }),
  });

  useRowClicks(list, selection);
  const [menu, setMenu] = useState<MenuAnchor>();
  const withTask = (id: string, act: (task: ListedTask) => void) => {
    const task = tasks.find((one) => one.id === id);
    if (task) act(task);
  };
  const postpone = (task: ListedTask, row: HTMLElement) => onPick({ what: 'due', tasks: [task], anchor: row });
  useRowActs(list, {
    onAct: (id, act, row) =>
      withTask(id, (task) => {
        if (act === 'due') postpone(task, row);
        else if (act === 'edit') onOpen(task, true);
        else setMenu({ task, row });
      }),
    onMenu: (id, row, at) => withTask(id, (task) => setMenu({ task, row, ...(at && { at }) })),
  });
  useRowSwipe(list, (id, swipe, row) =>
    withTask(id, (task) => {
      if (swipe === 'postpone') postpone(task, row);
      else if (task.completed) actions.reopen(task);
      else actions.complete(task);
    }),
  );
  const jump = useJump({
    rows,
    hasMore,
    more: onEndNear,
    scrollTo: (index) => virtual.scrollToIndex(index, { align: 'start' }),
    focusRow,
  });

  const moves = useTreeKeys({ tree, collapsed, actions, said, focusRow });

  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  useLayoutEffect(() => {
    if (hasMore && last >= rows.length - endIsNear) onEndNear();
  }, [hasMore, last, rows.length, onEndNear]);

  const today = useMemo(() => dateIn(now, user.timeZone), [now, user.timeZone]);
  const before = (shown[0]?.start ?? top) - top;
  return (
    <>
      {filter.status === 'upcoming' && rows[0]?.kind === 'heading' && (
        <Part name="The days" waiting={<div className={styles['stripSpace']} />}>
          <WeekStrip tasks={tasks} today={today} timeZone={user.timeZone} locale={user.locale} onJump={jump} />
        </Part>
      )}
      <ul
        ref={list}
        className={styles['list']}
        aria-label="Tasks"
        data-plain={rows[0]?.kind === 'task' || undefined}
        data-tree={tree && rows.some((row) => row.kind === 'task' && row.branch?.hasSubtasks) ? '' : undefined}
        style={{ blockSize: virtual.getTotalSize(), paddingBlockStart: before }}
      >
        {shown.map(({ index, key }) => {
          const row = rows[index]!;
          if (row.kind === 'heading') {
            return (
              <GroupHeading
                key={key}
                heading={row}
                index={index}
                measure={virtual.measureElement}
                today={today}
                user={user}
                filter={filter}
                onReschedule={onReschedule}
              />
            );
          }
          const { task, place, isUnderDay, branch } = row;
          return (
            <TaskRow
              key={key}
              task={task}
              index={index}
              place={place}
              isUnderDay={isUnderDay}
              depth={branch?.depth ?? 0}
              fold={branch?.hasSubtasks ? (branch.isCollapsed ? 'collapsed' : 'expanded') : undefined}
              onFold={collapsed.toggle}
              hasHandle={tree !== undefined}
              list={filter.list || !task.listId ? undefined : listName(task.listId, lists)}
              count={hasMore ? -1 : tasks.length}
              isOpen={task.id === openTaskId}
              isWaiting={waiting.has(task.id)}
              isSelected={selection.ids.has(task.id)}
              measure={virtual.measureElement}
              now={now}
              user={user}
              search={search}
              actions={actions}
            />
          );
        })}
      </ul>
      <p ref={said} role="status" className="visually-hidden" />
      {menu && (
        <Part name="The menu" waiting={null}>
          <TaskMenu
            {...menu}
            actions={actions}
            isSelected={selection.ids.has(menu.task.id)}
            onPick={onPick}
            onEdit={() => onOpen(menu.task, true)}
            onAddSubtask={() => {
              onOpen(menu.task, false);
              focusWhenThere('[aria-label="Add a subtask"]');
            }}
            onSelect={() => selection.toggle(menu.task.id)}
            onStep={tree && ((step) => moves.step(menu.task, step))}
            onClose={() => setMenu(undefined)}
          />
        </Part>
      )}
      {(isUsed || tree) && (
        <Part name="Dragging" waiting={null}>
          <TaskDrag {...{ list, rows, tree, tasks, selection, actions, user }} onPut={moves.put} />
        </Part>
      )}
    </>
  );
}
