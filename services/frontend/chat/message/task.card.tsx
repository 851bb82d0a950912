import { Link } from 'wouter';
import type { User } from '../../account/account.queries.ts';
import { readerOf } from '../../account/reader.ts';
import { Checkbox } from '../../tasks/list/rows/checkbox.tsx';
import { formatDue } from '../../tasks/list/rows/due.format.ts';
import { useTaskActions } from '../../tasks/sync/task.mutations.ts';
import { useTask } from '../../tasks/sync/task.queries.ts';
import styles from './task.card.module.css';

interface Props {
  id: string;
  /** The title at the time of the reply, shown until the task is loaded. */
  title: string;
  user: User;
  /** Whether the task is read from the server; otherwise it is shown as far as it is known. */
  isRead: boolean;
  onTaskOpened: (() => void) | undefined;
}

/** Shows the present state of a task below a reply. */
export function TaskCard({ id, title, user, isRead, onTaskOpened }: Props) {
  const { task } = useTask(id, isRead);
  const { complete, reopen } = useTaskActions();
  const due = task && formatDue(task, readerOf(user));
  if (task === null) {
    return (
      <s dir="auto" className={styles['card']}>
        {title}
      </s>
    );
  }
  return (
    <span className={styles['card']} data-completed={task?.completed || undefined}>
      {task && (
        <Checkbox
          label={`Completed: ${task.title}`}
          checked={task.completed}
          priority={task.priority}
          onChange={() => (task.completed ? reopen(task) : complete(task))}
        />
      )}
      <Link href={`/tasks/${id}`} onClick={onTaskOpened} dir="auto" className={styles['title']}>
        {task?.title ?? title}
      </Link>
      {due && (
        <span className={styles['due']} data-overdue={due.overdue || undefined} title={due.full}>
          {due.text}
        </span>
      )}
    </span>
  );
}
