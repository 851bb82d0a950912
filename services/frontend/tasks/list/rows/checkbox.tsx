import { Icon } from '../../../ui/icon.tsx';
import type { Priority } from '../../task.ts';
import styles from './checkbox.module.css';

interface Props {
  label: string;
  checked: boolean;
  priority: Priority;
  onChange: () => void;
}

/** A circle to tick off; its colour is the priority, which is written out elsewhere, too. */
export function Checkbox({ label, checked, priority, onChange }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: an input could not hold the tick, and is no larger target
    <button
      type="button"
      role="checkbox"
      aria-checked={checked}
      aria-label={label}
      data-priority={priority}
      className={styles['checkbox']}
      onClick={onChange}
    >
      <span className={styles['circle']}>
        <Icon name="check" />
      </span>
    </button>
  );
}
