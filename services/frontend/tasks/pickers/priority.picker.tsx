import { useEffect } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { priorityNames } from '../edits/conflict/field.format.ts';
import { type Priority, priorities } from '../task.ts';
import styles from './pick.popover.module.css';

interface Props {
  /** The present priority; undefined for several tasks. */
  priority: Priority | undefined;
  onChoose: (priority: Priority) => void;
}

/** Chooses one of four priorities by click, arrow key or number. As in quick add, 1 is the most urgent. */
export function PriorityPicker({ priority, onChoose }: Props) {
  useEffect(() => {
    const choose = (event: KeyboardEvent) => {
      const chosen = priorities[Number(event.key) - 1];
      if (chosen && !event.ctrlKey && !event.metaKey && !event.altKey) onChoose(chosen);
    };
    window.addEventListener('keydown', choose);
    return () => window.removeEventListener('keydown', choose);
  }, [onChoose]);
  return (
    <>
      {priorities.map((name, place) => (
        <button
          key={name}
          type="button"
          className={styles['choice']}
          aria-pressed={name === priority}
          data-priority={name}
          onClick={() => onChoose(name)}
        >
          <Icon name="flag" />
          {priorityNames[name]}
          <span className={styles['note']} aria-hidden="true">
            {place + 1}
          </span>
        </button>
      ))}
    </>
  );
}
