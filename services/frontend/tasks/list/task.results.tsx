import { lazy, useCallback, useDeferredValue, useEffect, useMemo } from 'react';
import type { User } from '../../account/account.queries.ts';
import { Button } from '../../ui/button.tsx';
import { problemToast } from '../../ui/overlay/toast.ts';
import part from '../../ui/part.module.css';
import { Part } from '../../ui/part.tsx';
import { useEdits } from '../edits/edits.context.ts';
import type { FilterControl } from '../filter/use-filter.ts';
import type { Pick } from '../pickers/pick.popover.tsx';
import { useSelection } from '../selection/use-selection.ts';
import { readAllTasks } from '../sync/read-all.ts';
import type { TaskActions } from '../sync/task.mutations.ts';
import { useShownTasks, useTaskPages } from '../sync/task.queries.ts';
import type { ListedTask } from '../task.ts';
import { useAddedTasks } from './added.tasks.ts';
import { EmptyView } from './empty.view.tsx';
import { type Heading, tasksIn } from './groups/list.rows.ts';
import { useRows } from './groups/use-rows.ts';
import { ListSkeleton } from './list.skeleton.tsx';
import { TaskRows } from './rows/task.rows.tsx';
import { useMinute } from './rows/use-minute.ts';
import styles from './task.results.module.css';
import { useCollapsed } from './tree/use-collapsed.ts';

const SelectionBar = lazy(() =>
  import('../selection/selection.bar.tsx').then(({ SelectionBar }) => ({ default: SelectionBar })),
);

/** A longer list is read on as it is scrolled. */
const mostInTree = 1_000;

interface Props {
  control: FilterControl;
  user: User;
  actions: TaskActions;
  openTaskId: string | undefined;
  /** The ids of tasks added since the view was opened, the newest first. */
  added: readonly string[];
  onAdd: () => void;
  onOpen: (task: ListedTask, toEdit: boolean) => void;
  onPick: (pick: Pick) => void;
}

/** Shows the tasks of the filter, or that they are loading, cannot be loaded, or that there are none. */
export function TaskResults({ control, user, actions, openTaskId, added, onAdd, onOpen, onPick }: Props) {
  const { filter, search, change } = control;
  const query = useTaskPages(filter);
  const listed = useShownTasks(query.data, filter);
  const tasks = useAddedTasks(listed, added, filter);
  const now = useMinute();
  const collapsed = useCollapsed();
  const { rows, tree } = useRows({ tasks, added, filter, now, hasMore: query.hasNextPage, collapsed: collapsed.ids });
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const more = useCallback(() => {
    if (!isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  const edits = useEdits();
  const selection = useSelection(useMemo(() => tasksIn(rows), [rows]));
  // Where tasks are depends on all others, so a tree is read to the end, unless it is very long.
  const isReadOn = tree !== undefined && hasNextPage && tasks.length < mostInTree;
  useEffect(() => {
    if (isReadOn) more();
  }, [isReadOn, more]);
  /** Selects all tasks of the filter, also those that are not loaded. */
  async function selectAll() {
    try {
      selection.selectAll(hasNextPage ? await readAllTasks(filter, edits) : tasks);
    } catch (error) {
      problemToast('Not all tasks could be fetched', error as Error);
    }
  }
  /** Offers to reschedule the tasks below a heading, also those that are not loaded. */
  const reschedule = useCallback(
    async ({ tasks, isWhole }: Heading, button: HTMLElement) => {
      try {
        const all = isWhole ? tasks : await readAllTasks({ ...filter, status: 'overdue' }, edits);
        onPick({ what: 'due', tasks: all, anchor: button });
      } catch (error) {
        problemToast('The overdue tasks could not be fetched', error as Error);
      }
    },
    [filter, edits, onPick],
  );

  const isWaiting = query.isPending && !tasks.length;
  // The first rows are rendered in slices, between which the browser can do other work.
  const wasWaiting = useDeferredValue(isWaiting);
  if (isWaiting || wasWaiting) return <ListSkeleton />;
  if (!query.data && query.error) {
    return (
      <Trouble text={`Your tasks could not be fetched. ${query.error.message}`} onRetry={() => void query.refetch()} />
    );
  }
  return (
    <>
      <p role="status" className={styles['count']} aria-busy={query.isPlaceholderData}>
        {countInWords(tasks.length, hasNextPage)}
      </p>
      {tasks.length > 0 ? (
        <TaskRows
          rows={rows}
          tree={tree}
          collapsed={collapsed}
          filter={filter}
          now={now}
          openTaskId={openTaskId}
          search={search}
          actions={actions}
          onOpen={onOpen}
          onPick={onPick}
          onReschedule={reschedule}
          selection={selection}
          hasMore={hasNextPage}
          user={user}
          onEndNear={more}
        />
      ) : (
        !query.isPlaceholderData && !hasNextPage && <EmptyView filter={filter} change={change} onAdd={onAdd} />
      )}
      {isFetchingNextPage && <p className={styles['more']}>Loading more…</p>}
      {selection.tasks.length > 0 && (
        <Part name="What can be done to all selected" waiting={null}>
          <SelectionBar
            selection={selection}
            actions={actions}
            total={hasNextPage ? undefined : tasks.length}
            onSelectAll={() => void selectAll()}
            onPick={onPick}
          />
        </Part>
      )}
      {isFetchNextPageError && <Trouble text="More tasks could not be fetched." onRetry={() => void fetchNextPage()} />}
    </>
  );
}

function Trouble({ text, onRetry }: { text: string; onRetry: () => void }) {
  return (
    <div role="alert" className={part['problem']}>
      <p>{text}</p>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  );
}

function countInWords(count: number, more: boolean): string {
  if (more) return `${count}+ tasks`;
  return count === 1 ? '1 task' : `${count} tasks`;
}
