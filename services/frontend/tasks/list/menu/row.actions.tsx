import { Icon, type IconName } from '../../../ui/icon.tsx';
import iconButton from '../../../ui/icon-button.module.css';
import { useEdits } from '../../edits/edits.context.ts';
import styles from './row.actions.module.css';
import type { RowAct } from './use-row-acts.ts';

const acts: { act: RowAct; label: string; icon: IconName }[] = [
  { act: 'due', label: 'Due', icon: 'calendar' },
  { act: 'edit', label: 'Edit', icon: 'edit' },
  { act: 'more', label: 'More', icon: 'more' },
];

/** Buttons on the row below the pointer. Keys do the same on the focused row, so the Tab key passes them over. */
export function RowActions({ title }: { title: string }) {
  const { eventsEnabled } = useEdits();
  const shown = acts.filter(({ act }) => eventsEnabled || act !== 'due');
  return (
    <div className={styles['actions']}>
      {shown.map(({ act, label, icon }) => (
        <button
          key={act}
          type="button"
          tabIndex={-1}
          className={`${iconButton['iconButton']} ${styles['action']}`}
          aria-label={`${label}: ${title}`}
          title={label}
          data-act={act}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}
