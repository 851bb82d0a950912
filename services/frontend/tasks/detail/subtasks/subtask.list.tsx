import { type RefObject, useEffect, useMemo } from 'react';
import { Link, useSearch } from 'wouter';
import { applyEdits } from '../../edits/edit.apply.ts';
import { isUnsent } from '../../edits/edit.ts';
import { useEdits, useEntries } from '../../edits/edits.context.ts';
import { defaultFilter, type Filter } from '../../filter/query/task.filter.ts';
import { comparator } from '../../filter/query/task.match.ts';
import { useAddedTasks } from '../../list/added.tasks.ts';
import { Checkbox } from '../../list/rows/checkbox.tsx';
import { useTaskActions } from '../../sync/task.mutations.ts';
import { useShownTasks, useTaskPages } from '../../sync/task.queries.ts';
import type { ListedTask, Task } from '../../task.ts';
import styles from './subtasks.field.module.css';

/** The subtasks that are shown, by the id of their parent. */
export type ShownSubtasks = Map<string, readonly ListedTask[]>;

interface Props {
  parent: Task;
  label: string;
  shown: RefObject<ShownSubtasks>;
  /** The ids of tasks that may have been moved here, and are not among what was read. */
  moved: ReadonlySet<string>;
}

const none: readonly string[] = [];
const inManualOrder = comparator({ sort: 'manual', order: 'asc' });

/** The subtasks of a task, and below each of them its own. */
export function SubtaskList({ parent, label, shown, moved }: Props) {
  const filter = useMemo(
    (): Filter => ({ ...defaultFilter, status: 'all', parent: parent.id, sort: 'manual' }),
    [parent.id],
  );
  const pages = useTaskPages(filter, !isUnsent(parent.id));
  const { cache, queue, user } = useEdits();
  const search = useSearch();
  const entries = useEntries();
  const read = useAddedTasks(useShownTasks(pages.data, filter), none, filter);
  const here = useMemo(() => {
    const edits = entries.map(({ edit }) => edit);
    return [...moved].flatMap((id) => {
      const task = cache.get(id);
      return (task && applyEdits(task, edits, user.timeZone)) ?? [];
    });
  }, [moved, entries, cache, user.timeZone]);
  const subtasks = useMemo(() => {
    const known = new Set(read.map(({ id }) => id));
    const more = here.filter((task) => task.parentId === parent.id && !known.has(task.id));
    return more.length > 0 ? [...read, ...more].sort(inManualOrder) : read;
  }, [read, here, parent.id]);
  const actions = useTaskActions();
  const isAddedBelow = ({ id }: Task) =>
    here.some(({ parentId }) => parentId === id) ||
    entries.some(({ edit }) => edit.kind === 'add' && edit.input.parentId === id);
  useEffect(() => {
    const lists = shown.current;
    lists.set(parent.id, subtasks);
    return () => void lists.delete(parent.id);
  }, [shown, parent.id, subtasks]);

  return (
    <ul className={styles['list']} aria-label={label}>
      {subtasks.map((subtask) => (
        <li key={queue.firstIdOf(subtask.id)}>
          <div className={styles['row']} data-completed={subtask.completed || undefined}>
            <Checkbox
              label={`Completed: ${subtask.title}`}
              checked={subtask.completed}
              priority={subtask.priority}
              onChange={() => (subtask.completed ? actions.reopen(subtask) : actions.complete(subtask))}
            />
            <Link
              href={`/tasks/${subtask.id}${search && `?${search}`}`}
              className={styles['title']}
              dir="auto"
              data-subtask={subtask.id}
            >
              {subtask.title}
            </Link>
          </div>
          {(subtask.subtasks.total > 0 || isAddedBelow(subtask)) && (
            <SubtaskList parent={subtask} label={`Subtasks of ${subtask.title}`} shown={shown} moved={moved} />
          )}
        </li>
      ))}
    </ul>
  );
}
