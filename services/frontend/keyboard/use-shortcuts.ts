import { useEffect, useEffectEvent } from 'react';
import { type Command, commandOf, type Place } from './shortcuts.ts';

/** A handler for each command. When it returns false it did nothing, and the browser handles the key as usual. */
export type Handlers = Partial<Record<Command, () => unknown>>;

export function useShortcuts(handlers: Handlers): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const command = commandOf(event, placeOf(event.target));
    if (command && handlers[command] && handlers[command]() !== false) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handle(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

const fields =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=""], [contenteditable=true]';
const popups = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

function placeOf(target: EventTarget | null): Place {
  // A modal dialog covers the page, even when the focus is outside of it.
  if (document.querySelector('[role=dialog][data-open], [role=alertdialog][data-open]')) return 'popup';
  if (!(target instanceof Element)) return 'page';
  if (target.closest(popups)) return 'popup';
  return target.closest(fields) ? 'field' : 'page';
}
