import { type RefObject, useEffect, useMemo } from 'react';
import { Link, useSearch } from 'wouter';
import { isUnsent } from '../../edits/edit.ts';
import { useEntries } from '../../edits/edits.context.ts';
import { defaultFilter, type Filter } from '../../filter/query/task.filter.ts';
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
}

const none: readonly string[] = [];

/** The subtasks of a task, and below each of them its own. */
export function SubtaskList({ parent, label, shown }: Props) {
  const filter = useMemo(
    (): Filter => ({ ...defaultFilter, status: 'all', parent: parent.id, sort: 'manual' }),
    [parent.id],
  );
  const pages = useTaskPages(filter, !isUnsent(parent.id));
  const subtasks = useAddedTasks(useShownTasks(pages.data, filter), none, filter);
  const actions = useTaskActions();
  const search = useSearch();
  const entries = useEntries();
  const isAddedBelow = ({ id }: Task) => entries.some(({ edit }) => edit.kind === 'add' && edit.input.parentId === id);
  useEffect(() => void shown.current.set(parent.id, subtasks), [shown, parent.id, subtasks]);

  return (
    <ul className={styles['list']} aria-label={label}>
      {subtasks.map((subtask) => (
        <li key={subtask.id}>
          <div className={styles['row']} data-completed={subtask.completed || undefined}>
            <Checkbox
              label={`Completed: ${subtask.title}`}
              checked={subtask.completed}
              priority={subtask.priority}
              onChange={() => (subtask.completed ? actions.reopen(subtask) : actions.complete(subtask))}
            />
            <Link href={`/tasks/${subtask.id}${search && `?${search}`}`} className={styles['title']} dir="auto">
              {subtask.title}
            </Link>
          </div>
          {(subtask.subtasks.total > 0 || isAddedBelow(subtask)) && (
            <SubtaskList parent={subtask} label={`Subtasks of ${subtask.title}`} shown={shown} />
          )}
        </li>
      ))}
    </ul>
  );
}
