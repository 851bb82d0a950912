import { useSyncExternalStore } from 'react';

type TypedLanguage = typeof import('./typed.language.ts');

let language: TypedLanguage | undefined;
let loading: Promise<TypedLanguage | undefined> | undefined;
const listeners = new Set<() => void>();

/**
 * Fetches the functions that read typed text; undefined if they cannot be fetched, for example offline before their first use.
 * Then the whole text becomes the title, so nothing is lost. All callers share one promise, so that tasks are added in the order
 * in which they were typed.
 */
export function loadTypedLanguage(): Promise<TypedLanguage | undefined> {
  loading ??= import('./typed.language.ts').then(
    (loaded) => {
      language = loaded;
      for (const listener of listeners) listener();
      return loaded;
    },
    () => {
      loading = undefined;
      return undefined;
    },
  );
  return loading;
}

/** Returns the functions once they are fetched; undefined before. */
export function useTypedLanguage(): TypedLanguage | undefined {
  return useSyncExternalStore(subscribe, () => language);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
