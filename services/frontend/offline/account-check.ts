import { useSyncExternalStore } from 'react';

/**
 * A page that was opened from what the browser stores does not know whether that person is still signed in. Until the server has said
 * so it sends nothing, or it might act for somebody else with the cookie of now.
 */
let unchecked: string | undefined;
const listeners = new Set<() => void>();

/** The id of that person; undefined where the server has said who is signed in. */
export function uncheckedUserId(): string | undefined {
  return unchecked;
}

export function setUnchecked(userId: string | undefined): void {
  unchecked = userId;
  for (const listener of listeners) listener();
}

export function useAccountChecked(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => unchecked === undefined,
  );
}
