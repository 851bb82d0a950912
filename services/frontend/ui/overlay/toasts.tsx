import { Toast } from '@base-ui/react/toast';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import { Sentence } from '../sentence.tsx';
import { showToastsBy } from './toast.queue.ts';
import type { ToastData } from './toast.ts';
import styles from './toasts.module.css';

/** More of them push out the oldest. */
const mostShown = 4;

/** Shows the toasts at the edge of the window. */
export function Toasts() {
  const [manager] = useState(Toast.createToastManager);
  // The provider listens by now, because its effects run before this one.
  useEffect(() => showToastsBy(manager), [manager]);
  return (
    <Toast.Provider toastManager={manager} limit={mostShown}>
      <Shown />
    </Toast.Provider>
  );
}

function Shown() {
  const { toasts, close } = Toast.useToastManager<ToastData>();
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
              <div className={styles['actions']}>
                {shown.data?.more.map(({ label, run }) => (
                  <button
                    key={label}
                    type="button"
                    className={styles['action']}
                    onClick={() => {
                      run();
                      close(shown.id);
                    }}
                  >
                    {label}
                  </button>
                ))}
                <Toast.Action className={styles['action']} />
              </div>
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
