import { type FocusEvent, type ReactNode, type RefObject, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './add.sheet.module.css';

interface Props {
  /** Concerns only a phone; elsewhere the field is always there. */
  isOpen: boolean;
  field: RefObject<HTMLInputElement | null>;
  onClose: () => void;
  children: ReactNode;
}

/** Holds the field for a new task. On a phone it opens over the list, at the upper edge, which the keyboard leaves free. */
export function AddSheet({ isOpen, field, onClose, children }: Props) {
  const sheet = useRef<HTMLDivElement>(null);

  /** A typed text stays in sight. */
  function closeWhenLeft({ relatedTarget }: FocusEvent) {
    if (sheet.current?.contains(relatedTarget) || field.current?.value) return;
    onClose();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus leaves it
    <div ref={sheet} className={styles['sheet']} data-open={isOpen || undefined} onBlur={closeWhenLeft}>
      <div className={styles['content']}>{children}</div>
      <Button look="quiet" icon className={styles['close']} aria-label="Close the field" onClick={onClose}>
        <Icon name="close" />
      </Button>
    </div>
  );
}
