import { Dialog } from '../ui/overlay/dialog.tsx';
import styles from './help.dialog.module.css';
import { shortcuts } from './shortcuts.ts';

export function HelpDialog({ eventsEnabled, onClose }: { eventsEnabled: boolean; onClose: () => void }) {
  const shown = shortcuts.filter(({ command }) => eventsEnabled || !['due', 'priority', 'search'].includes(command));
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className={styles['keys']}>
        {shown.map(({ command, keys, does }) => (
          <div key={command} className={styles['row']}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className={styles['key']}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
