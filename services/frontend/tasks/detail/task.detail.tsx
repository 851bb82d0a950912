import type { User } from '../../account/account.queries.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import panel from '../../ui/panel.module.css';
import { Waiting } from '../../ui/waiting.tsx';
import { useTask } from '../sync/task.queries.ts';
import styles from './task.detail.module.css';
import { TaskSheet } from './task.sheet.tsx';

interface Props {
  id: string;
  user: User;
  eventsEnabled: boolean;
  onClose: () => void;
}

/** Shows everything about one task, and lets the person change it. */
export function TaskDetail({ id, user, eventsEnabled, onClose }: Props) {
  const { task, error, retry } = useTask(id);
  // The key gives another task new fields, without anything half-typed in this task's.
  if (task) return <TaskSheet key={id} task={task} user={user} eventsEnabled={eventsEnabled} onClose={onClose} />;
  const message =
    error?.message ?? (task === null ? 'This task does not exist: it was deleted, or it was never yours.' : undefined);
  return (
    <div className={styles['sheet']} aria-busy={!message}>
      <header className={panel['header']}>
        <span className={styles['space']} />
        <Button look="quiet" icon aria-label="Close task" onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      {message ? (
        <div role="alert" className={styles['message']}>
          <p>{message}</p>
          {error ? <Button onClick={retry}>Try again</Button> : <Button onClick={onClose}>Back to the list</Button>}
        </div>
      ) : (
        <Waiting height="2.5rem" />
      )}
    </div>
  );
}
