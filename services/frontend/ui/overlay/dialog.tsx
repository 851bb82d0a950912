import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import styles from './dialog.module.css';

interface Props {
  title: string;
  /** True by default, for a dialog that is only rendered while it is open. */
  open?: boolean;
  /** Called for Escape, the close button and a click outside. */
  onClose: () => void;
  /** What gets the focus at first, instead of the close button. */
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** A modal dialog: it takes the focus, keeps it inside, and gives it back. */
export function Dialog({ title, open = true, onClose, initialFocus, children }: Props) {
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles['backdrop']} />
        <Base.Popup className={styles['dialog']} {...(initialFocus && { initialFocus })}>
          <header className={styles['head']}>
            <Base.Title className={styles['title']}>{title}</Base.Title>
            <Base.Close aria-label="Close" render={<Button look="quiet" icon />}>
              <Icon name="close" />
            </Base.Close>
          </header>
          <div className={styles['body']}>{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
