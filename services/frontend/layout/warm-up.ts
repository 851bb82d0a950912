import { loadParser } from '../dates/date.texts.ts';
import { loadTypedLanguage } from '../tasks/typed-text/use-typed-language.ts';

/** Parts of the page that a person may need after the network is gone. */
const parts = [
  loadParser,
  loadTypedLanguage,
  () => import('../tasks/quick-add/pasted.dialog.tsx'),
  () => import('../tasks/pickers/pick.popover.tsx'),
  () => import('../ui/overlay/toasts.tsx'),
  () => import('../palette/palette.dialog.tsx'),
  () => import('../tasks/list/tree/task.moves.ts'),
  () => import('../tasks/selection/selection.bar.tsx'),
  () => import('../tasks/detail/task.detail.tsx'),
  () => import('../tasks/edits/conflict/conflict.form.tsx'),
];

const signs = ['pointermove', 'pointerdown', 'keydown'] as const;

/**
 * Fetches these parts as soon as the person does anything, because the first load is done by then.
 * @returns a function that cancels this
 */
export function warmUpOnUse(): () => void {
  const used = new AbortController();
  const warmUp = () => {
    used.abort();
    for (const part of parts) void part().catch(() => {});
  };
  for (const sign of signs) window.addEventListener(sign, warmUp, { signal: used.signal, passive: true });
  return () => used.abort();
}
