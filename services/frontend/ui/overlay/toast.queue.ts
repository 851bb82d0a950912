import type { Toast } from '@base-ui/react/toast';
import { v4 as uuid } from 'uuid';

type Manager = ReturnType<typeof Toast.createToastManager>;
type Call = (manager: Manager) => void;

let manager: Manager | undefined;
let calls: Call[] = [];
const listeners = new Set<() => void>();

function run(call: Call): void {
  if (manager) {
    call(manager);
    return;
  }
  calls.push(call);
  for (const listener of listeners) listener();
}

/** Toasts can be added from anywhere, also outside of React. What shows them is fetched for the first one. */
export const toastManager = {
  add(options: Parameters<Manager['add']>[0]): string {
    const id = options.id ?? uuid();
    run((to) => to.add({ ...options, id }));
    return id;
  },
  update: (id: string, options: Parameters<Manager['update']>[1]) => run((to) => to.update(id, options)),
  /** @param id undefined for all */
  close(id?: string) {
    if (id || manager || calls.length > 0) run((to) => to.close(id));
  },
};

/** Tells whether something is to be shown, for `useSyncExternalStore`. */
export const hasToasts = () => manager !== undefined || calls.length > 0;

/** @returns a function that unsubscribes */
export function onToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Passes everything to what shows the toasts, also what was added before. */
export function showToastsBy(shown: Manager): void {
  manager = shown;
  const before = calls;
  calls = [];
  for (const call of before) call(shown);
}
