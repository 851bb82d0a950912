import { type FormEvent, useMemo, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { defaultFilter, type Filter } from '../../filter/query/task.filter.ts';
import { useAddedTasks } from '../../list/added.tasks.ts';
import { Checkbox } from '../../list/rows/checkbox.tsx';
import { useTaskActions } from '../../sync/task.mutations.ts';
import { useShownTasks, useTaskPages } from '../../sync/task.queries.ts';
import type { Task } from '../../task.ts';
import { FieldRow } from '../fields/field.row.tsx';
import styles from './subtasks.field.module.css';

const none: readonly string[] = [];

/** The subtasks of a task, which can be completed, opened and added there. */
export function SubtasksField({ task }: { task: Task }) {
  const filter = useMemo(
    (): Filter => ({ ...defaultFilter, status: 'all', parent: task.id, sort: 'manual' }),
    [task.id],
  );
  const pages = useTaskPages(filter);
  const subtasks = useAddedTasks(useShownTasks(pages.data, filter), none, filter);
  const actions = useTaskActions();
  const search = useSearch();
  const [title, setTitle] = useState('');

  function add(event: FormEvent) {
    event.preventDefault();
    if (!title.trim()) return;
    actions.add({ title: title.trim(), parentId: task.id });
    setTitle('');
  }

  return (
    <FieldRow icon="subtasks" label="Subtasks">
      <ul className={styles['list']} aria-label="Subtasks">
        {subtasks.map((subtask) => (
          <li key={subtask.id} className={styles['row']} data-completed={subtask.completed || undefined}>
            <Checkbox
              label={`Completed: ${subtask.title}`}
              checked={subtask.completed}
              priority={subtask.priority}
              onChange={() => (subtask.completed ? actions.reopen(subtask) : actions.complete(subtask))}
            />
            <Link href={`/tasks/${subtask.id}${search && `?${search}`}`} className={styles['title']} dir="auto">
              {subtask.title}
            </Link>
          </li>
        ))}
      </ul>
      <form onSubmit={add}>
        <input
          className={styles['input']}
          aria-label="Add a subtask"
          placeholder="Add a subtask"
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.target.value)}
          autoComplete="off"
          enterKeyHint="done"
          dir="auto"
        />
      </form>
    </FieldRow>
  );
}
