import { lazy, useSyncExternalStore } from 'react';
import { Part } from '../part.tsx';
import { hasToasts, onToast } from './toast.queue.ts';

const Toasts = lazy(() => import('./toasts.tsx').then(({ Toasts }) => ({ default: Toasts })));

/** Fetches what shows toasts when there is one. */
export function ToastsPart() {
  return useSyncExternalStore(onToast, hasToasts) ? (
    <Part name="An announcement" waiting={null}>
      <Toasts />
    </Part>
  ) : null;
}
