import { isForInputMethod } from './input-method.ts';

export const shortcuts = [
  { command: 'add', keys: ['q', 'n'], does: 'Add a task' },
  { command: 'search', keys: ['/', 'Ctrl+K'], does: 'Search' },
  { command: 'down', keys: ['j'], does: 'Next task' },
  { command: 'up', keys: ['k'], does: 'Previous task' },
  { command: 'open', keys: ['Enter'], does: 'Open the task' },
  { command: 'edit', keys: ['e'], does: 'Edit the task' },
  { command: 'complete', keys: ['x'], does: 'Complete the task, or reopen it' },
  { command: 'due', keys: ['d'], does: 'Set when it is due' },
  { command: 'priority', keys: ['p'], does: 'Set its priority' },
  { command: 'help', keys: ['?'], does: 'Show these keys' },
  { command: 'close', keys: ['Escape'], does: 'Close what is open' },
] as const;

export type Command = (typeof shortcuts)[number]['command'];

/** The properties of a keyboard event that decide which command it is. */
export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
  keyCode: number;
  defaultPrevented: boolean;
  repeat: boolean;
}

/** Where the key was pressed: in a text field, in a dialog or menu, or elsewhere on the page. */
export type Place = 'field' | 'popup' | 'page';

const byKey = new Map<string, Command>(
  shortcuts.flatMap(({ command, keys }) => keys.map((key): [string, Command] => [key, command])),
);
const whileHeld = new Set<Command>(['down', 'up']);

/** @returns the command of the key in this place, if there is one */
export function commandOf(event: Key, place: Place): Command | undefined {
  if (event.defaultPrevented || isForInputMethod(event)) return undefined;
  if (place === 'popup') return undefined;
  if (event.ctrlKey || event.metaKey) {
    const isSearch = event.key.toLowerCase() === 'k' && event.ctrlKey !== event.metaKey && !event.altKey;
    return isSearch ? 'search' : undefined;
  }
  if (event.altKey || place === 'field') return undefined;
  const command = byKey.get(event.key);
  return event.repeat && command && !whileHeld.has(command) ? undefined : command;
}
