import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import styles from './field.row.module.css';

interface Props {
  icon: IconName;
  label: string;
  /** The reason why the server refused the field. */
  error?: string | undefined;
  children: ReactNode;
}

/** One property of a task, with its label, its controls and its error. */
export function FieldRow({ icon, label, error, children }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in columns
    <div role="group" aria-label={label} className={styles['row']}>
      <Icon name={icon} />
      <span className={styles['label']} aria-hidden="true">
        {label}
      </span>
      <div className={styles['content']}>
        {children}
        {error && (
          <p role="alert" className={styles['error']}>
            {error}
          </p>
        )}
      </div>
    </div>
  );
}
