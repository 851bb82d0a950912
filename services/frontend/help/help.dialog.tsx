import { keyName, needEvents, shortcuts } from '../keyboard/shortcuts.ts';
import { Dialog } from '../ui/overlay/dialog.tsx';
import { GuideSections } from './guide.sections.tsx';
import styles from './help.dialog.module.css';

/** Lists the keys of the page and, if tasks have dates, explains what can be typed. */
export function HelpDialog({ eventsEnabled, onClose }: { eventsEnabled: boolean; onClose: () => void }) {
  const shown = shortcuts.filter(({ command }) => eventsEnabled || !needEvents.has(command));
  return (
    <Dialog title={eventsEnabled ? 'Keys and words' : 'Keys'} onClose={onClose}>
      <dl className={styles['keys']}>
        {shown.map(({ command, keys, does }) => (
          <div key={command} className={styles['row']}>
            <dt>
              {keys.map((key) => (
                <kbd key={key} className={styles['key']}>
                  {keyName(key)}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      {eventsEnabled && <GuideSections />}
    </Dialog>
  );
}
