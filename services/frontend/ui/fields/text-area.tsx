import type { ComponentPropsWithRef } from 'react';
import styles from './text-area.module.css';

type Props = Omit<ComponentPropsWithRef<'textarea'>, 'value'> & { value: string };

/** A text area that grows with its text. The class sets the largest height. */
export function TextArea({ className, value, ...props }: Props) {
  return (
    // A hidden copy of the text gives the height. As only the style sheet is involved, nothing jumps.
    <span className={[styles['grow'], className].filter(Boolean).join(' ')} data-text={value}>
      <textarea rows={1} {...props} value={value} className={styles['input']} />
    </span>
  );
}
