import { Icon } from '../../../ui/icon.tsx';
import type { Priority } from '../../task.ts';
import styles from './checkbox.module.css';

interface Props {
  label: string;
  checked: boolean;
  priority: Priority;
  onChange: () => void;
}

/** A circle that completes the task. Its colour shows the priority, which the row also shows as text. */
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
