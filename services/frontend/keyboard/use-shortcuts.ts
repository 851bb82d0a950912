import { useEffect, useEffectEvent, useRef } from 'react';
import { onCommand } from './run-command.ts';
import { type Command, commandOf, type KeyContext, prefix } from './shortcuts.ts';

/** A handler for each command. When it returns false it did nothing, and the browser handles the key as usual. */
export type Handlers = Partial<Record<Command, () => unknown>>;

/** The second key of a command follows the first within this time. */
const secondKeyMs = 1_500;

export function useShortcuts(handlers: Handlers): void {
  const prefixedAt = useRef(Number.NEGATIVE_INFINITY);
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const context = contextOf(event.target);
    const isPrefixed = event.timeStamp - prefixedAt.current < secondKeyMs;
    const isPrefix = event.key === prefix && context === 'page' && !event.ctrlKey && !event.metaKey && !event.altKey;
    prefixedAt.current = isPrefix ? event.timeStamp : Number.NEGATIVE_INFINITY;
    const command = commandOf(event, context, isPrefixed ? prefix : undefined);
    if (command && handlers[command] && handlers[command]() !== false) event.preventDefault();
  });
  const run = useEffectEvent((command: Command) => void handlers[command]?.());
  useEffect(() => onCommand((command) => run(command)), []);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handle(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

const fields =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=""], [contenteditable=true]';
const popups = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

function contextOf(target: EventTarget | null): KeyContext {
  // A modal dialog covers the page, even when the focus is outside of it.
  if (document.querySelector('[role=dialog][data-open], [role=alertdialog][data-open]')) return 'popup';
  if (!(target instanceof Element)) return 'page';
  if (target.closest(popups)) return 'popup';
  return target.closest(fields) ? 'field' : 'page';
}
