import type { QuickAdd } from '../../../../shared/language/quick-add.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import type { NewTask } from '../task.ts';
import { fitting, newTask } from './new.task.ts';
import styles from './pasted.dialog.module.css';

/** At most this many tasks are added at once. */
const most = 100;

interface Props {
  lines: readonly string[];
  /** Reads a line. Returns undefined if the language could not be fetched; then the line itself is the title. */
  read: (line: string) => QuickAdd | undefined;
  onAdd: (tasks: NewTask[]) => void;
  onJoin: () => void;
  onClose: () => void;
}

/** Asks whether each pasted line is a task, and shows how each is understood. */
export function PastedDialog({ lines, read, onAdd, onJoin, onClose }: Props) {
  const tasks = lines.slice(0, most).map((line) => {
    const understood = read(line);
    const task = fitting(understood ? newTask(understood) : { title: line });
    return { task, labels: understood?.tokens.map(({ label }) => label) ?? [] };
  });
  return (
    <Dialog title={`Add ${tasks.length} tasks?`} onClose={onClose}>
      <ol className={styles['lines']} aria-label="The tasks">
        {tasks.map(({ task, labels }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines stay as they are, and may be alike
          <li key={place} className={styles['line']}>
            <span dir="auto">{task.title}</span>
            {labels.length > 0 && <span className={styles['labels']}>{labels.join(' · ')}</span>}
          </li>
        ))}
      </ol>
      {lines.length > most && (
        <p>
          These are the first {most} of {lines.length} lines. Paste the others after that.
        </p>
      )}
      <div className={styles['buttons']}>
        <Button look="primary" onClick={() => onAdd(tasks.map(({ task }) => task))}>
          Add {tasks.length} tasks
        </Button>
        <Button onClick={onJoin}>Add as one</Button>
      </div>
    </Dialog>
  );
}
