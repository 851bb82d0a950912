import type { ComponentPropsWithRef } from 'react';
import styles from './text-area.module.css';

type Props = Omit<ComponentPropsWithRef<'textarea'>, 'value'> & { value: string };

/** Grows with its text; how far, its class tells. */
export function TextArea({ className, value, ...props }: Props) {
  return (
    // The text again, unseen, gives the height: by the style sheet alone, so nothing jumps.
    <span className={[styles['grow'], className].filter(Boolean).join(' ')} data-text={value}>
      <textarea rows={1} {...props} value={value} className={styles['input']} />
    </span>
  );
}
