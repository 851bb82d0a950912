import { Toast } from '@base-ui/react/toast';
import type { ReactNode } from 'react';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import { Sentence } from '../sentence.tsx';
import styles from './toasts.module.css';

/** Toasts can be added from anywhere, also outside of React. */
export const toastManager = Toast.createToastManager();

interface ToastOptions {
  /** A toast with the id of a shown one replaces it. */
  id?: string;
  title: ReactNode;
  description?: string;
  /** An action that undoes what happened, or responds to it. */
  action?: { label: string; run: () => void };
  /** 0 keeps the toast until it is closed. */
  timeoutMs?: number;
  /** Called when the toast disappears for any reason. */
  onClose?: () => void;
  type?: 'plain' | 'problem' | 'reminder';
}

/** @returns the id for `toastManager.close` */
export function toast(options: ToastOptions): string {
  const { title, description, action, timeoutMs = 6000, onClose, type = 'plain' } = options;
  const id = toastManager.add({
    ...(options.id && { id: options.id }),
    title,
    description,
    type,
    timeout: timeoutMs,
    onClose,
    // An urgent toast is announced at once, but hides its buttons from assistive technology until the toasts are entered (F6).
    priority: type === 'problem' ? 'high' : 'low',
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          action.run();
          toastManager.close(id);
        },
      },
    }),
  });
  return id;
}

/** Shows why an action failed. The error's message says what to do. */
export function problemToast(what: string, error: Error): void {
  toast({ title: what, description: error.message, type: 'problem', timeoutMs: 10_000 });
}

export function Toasts() {
  const { toasts } = Toast.useToastManager();
  return (
    <Toast.Portal>
      <Toast.Viewport className={styles['viewport']} aria-label="Announcements">
        {toasts.map((shown) => (
          <Toast.Root key={shown.id} toast={shown} className={styles['toast']} swipeDirection={['right', 'down']}>
            <Toast.Content className={styles['content']}>
              <div className={styles['text']}>
                <Toast.Title className={styles['title']}>
                  <Isolated>{shown.title}</Isolated>
                </Toast.Title>
                {shown.description && (
                  <Toast.Description className={styles['description']}>
                    <Isolated>{shown.description}</Isolated>
                  </Toast.Description>
                )}
              </div>
              <Toast.Action className={styles['action']} />
              <Toast.Close aria-label="Dismiss" render={<Button look="quiet" icon />}>
                <Icon name="close" />
              </Toast.Close>
            </Toast.Content>
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  );
}

function Isolated({ children }: { children: ReactNode }) {
  return typeof children === 'string' ? <Sentence text={children} /> : children;
}
