import { useSyncExternalStore } from 'react';

type TypedLanguage = typeof import('./typed.language.ts');

let language: TypedLanguage | undefined;
let loading: Promise<TypedLanguage | undefined> | undefined;
const listeners = new Set<() => void>();

/**
 * Fetches what reads a text while it is typed; undefined where that cannot be fetched (offline, and never used before): then a
 * text is the title, and nothing is lost. All wait for one promise, so that what is taken first is added first.
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

/** What `loadTypedLanguage` has fetched; undefined before. */
export function useTypedLanguage(): TypedLanguage | undefined {
  return useSyncExternalStore(subscribe, () => language);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
