import { isForInputMethod } from './input-method.ts';

export const shortcuts = [
  { command: 'add', keys: ['q', 'n'], does: 'Add a task' },
  { command: 'search', keys: ['/'], does: 'Search' },
  { command: 'palette', keys: ['Ctrl+K'], does: 'Go to a view, a tag or a task, or do something' },
  { command: 'down', keys: ['j'], does: 'Next task' },
  { command: 'up', keys: ['k'], does: 'Previous task' },
  { command: 'open', keys: ['Enter'], does: 'Open the task' },
  { command: 'edit', keys: ['e'], does: 'Edit the task' },
  { command: 'complete', keys: ['x'], does: 'Complete the task, or reopen it' },
  { command: 'due', keys: ['d'], does: 'Set when it is due' },
  { command: 'priority', keys: ['p'], does: 'Set its priority' },
  { command: 'list', keys: ['l'], does: 'Move it to another list' },
  { command: 'remove', keys: ['Delete'], does: 'Delete the task' },
  { command: 'select', keys: ['v'], does: 'Select the task; the keys above then act on all selected' },
  { command: 'selectTo', keys: ['V'], does: 'Select up to the task' },
  { command: 'selectAll', keys: ['Ctrl+A'], does: 'Select all tasks' },
  { command: 'moveUp', keys: ['Alt+Shift+ArrowUp'], does: 'Move the task up in the own order of a list' },
  { command: 'moveDown', keys: ['Alt+Shift+ArrowDown'], does: 'Move it down' },
  { command: 'indent', keys: ['Alt+Shift+ArrowRight'], does: 'Make it a subtask of the task above' },
  { command: 'outdent', keys: ['Alt+Shift+ArrowLeft'], does: 'Move it out of its parent' },
  { command: 'collapse', keys: ['ArrowLeft'], does: 'Hide its subtasks' },
  { command: 'expand', keys: ['ArrowRight'], does: 'Show its subtasks' },
  { command: 'undo', keys: ['Ctrl+Z'], does: 'Undo' },
  { command: 'redo', keys: ['Ctrl+Shift+Z'], does: 'Redo' },
  { command: 'goInbox', keys: ['g i'], does: 'Go to the Inbox' },
  { command: 'goToday', keys: ['g t'], does: 'Go to Today' },
  { command: 'goUpcoming', keys: ['g u'], does: 'Go to Upcoming' },
  { command: 'goActivity', keys: ['g a'], does: 'Go to the activity' },
  { command: 'help', keys: ['?'], does: 'Show these keys' },
  { command: 'close', keys: ['Escape'], does: 'Close what is open' },
] as const;

export type Command = (typeof shortcuts)[number]['command'];

const arrows: Record<string, string> = { Up: '↑', Down: '↓', Left: '←', Right: '→' };

/** Returns a key as it is shown. */
export function keyName(key: string): string {
  return key.replace(/Arrow(\w+)$/, (_, way: string) => arrows[way]!);
}

/** Commands that Phase 4 does not have. */
export const needEvents = new Set<Command>([
  ...(['due', 'priority', 'list', 'search', 'goToday', 'goUpcoming', 'goActivity'] as const),
  ...(['moveUp', 'moveDown', 'indent', 'outdent', 'collapse', 'expand'] as const),
]);

/** The properties of a keyboard event that decide which command it is. */
export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  isComposing: boolean;
  keyCode: number;
  defaultPrevented: boolean;
  repeat: boolean;
}

/** Where the key was pressed: in a text field, in a dialog or menu, or elsewhere on the page. */
export type KeyContext = 'field' | 'popup' | 'page';

const byKey = new Map<string, Command>(
  shortcuts.flatMap(({ command, keys }) => keys.map((key): [string, Command] => [key, command])),
);
const whileHeld = new Set<Command>(['down', 'up']);
const alsoInFields = new Set<Command>(['palette']);

/** The first key of the commands that take two. */
export const prefix = 'g';

/**
 * @param before the key that was pressed just before, if it was the prefix
 * @returns the command of the key in this context, if there is one
 */
export function commandOf(event: Key, context: KeyContext, before?: typeof prefix): Command | undefined {
  if (event.defaultPrevented || isForInputMethod(event) || context === 'popup') return undefined;
  if (event.altKey) {
    const isAlone = event.shiftKey && !event.ctrlKey && !event.metaKey && !event.repeat;
    return isAlone && context === 'page' ? byKey.get(`Alt+Shift+${event.key}`) : undefined;
  }
  if (event.ctrlKey && event.metaKey) return undefined;
  if (event.ctrlKey || event.metaKey) {
    const command = byKey.get(`Ctrl+${event.shiftKey ? 'Shift+' : ''}${event.key.toUpperCase()}`);
    return command && (context === 'page' || alsoInFields.has(command)) ? command : undefined;
  }
  if (context === 'field') return undefined;
  if (event.shiftKey && event.key.startsWith('Arrow')) return undefined;
  const command = (before && byKey.get(`${before} ${event.key}`)) ?? byKey.get(event.key);
  return event.repeat && command && !whileHeld.has(command) ? undefined : command;
}
