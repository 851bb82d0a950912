import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/overlay/dialog.tsx';
import { Sentence } from '../../../ui/sentence.tsx';
import { ChangesList } from '../conflict/changes.list.tsx';
import { editName } from '../edit.format.ts';
import { useEdits } from '../edits.context.ts';
import type { Entry } from '../queue/edit.entry.ts';
import styles from './failures.module.css';

interface Props {
  failures: readonly Entry[];
  onClose: () => void;
}

/** Lists the edits at which the server keeps failing. Each is kept until the server accepts it or the person discards it. */
export function FailuresDialog({ failures, onClose }: Props) {
  const { queue, user } = useEdits();
  return (
    <Dialog title="Not saved yet" onClose={onClose}>
      <p>
        The server keeps failing to save these changes. They are kept in this browser and tried again automatically.
      </p>
      <ul className={styles['failures']}>
        {failures.map(({ edit, failure }) => (
          <li key={edit.id} className={styles['failure']}>
            <h3 className={styles['name']}>
              <Sentence text={editName(edit)} />
            </h3>
            {edit.kind === 'update' && <ChangesList changes={edit.changes} user={user} />}
            <p className={styles['problem']}>
              {failure?.problem.message} Tried {failure?.attempts} times.
            </p>
            <Button onClick={() => queue.discard(edit.id)}>Discard</Button>
          </li>
        ))}
      </ul>
      <div className={styles['actions']}>
        <Button look="primary" onClick={() => queue.wake()}>
          Try again now
        </Button>
      </div>
    </Dialog>
  );
}
