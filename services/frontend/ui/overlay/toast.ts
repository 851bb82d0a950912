import type { ReactNode } from 'react';
import { toastManager } from './toast.queue.ts';

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface ToastData {
  more: readonly ToastAction[];
}

interface ToastOptions {
  /** A toast with the id of a shown one replaces it. */
  id?: string;
  title: ReactNode;
  description?: string;
  /** An action that undoes what happened, or responds to it. */
  action?: ToastAction;
  /** Further actions, which stand before it. */
  more?: readonly ToastAction[];
  /** 0 keeps the toast until it is closed. */
  timeoutMs?: number;
  /** Called when the toast disappears for any reason. */
  onClose?: () => void;
  type?: 'plain' | 'problem' | 'reminder';
}

/** @returns the id for `toastManager.close` */
export function toast(options: ToastOptions): string {
  const { title, description, action, more = [], timeoutMs = 6000, onClose, type = 'plain' } = options;
  const id = toastManager.add({
    ...(options.id && { id: options.id }),
    title,
    description,
    type,
    timeout: timeoutMs,
    data: { more },
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
