import { type Command, keyName, needEvents, shortcuts } from '../keyboard/shortcuts.ts';
import type { IconName } from '../ui/icon.tsx';

/** Something that the palette offers. */
export interface PaletteEntry {
  id: string;
  group: 'Go to' | 'Do' | 'Tasks';
  label: string;
  /** A detail beside the label, such as the key that does the same. */
  note?: string;
  icon: IconName;
  /** What is done: an address is opened, or a command is run. */
  does: { address: string } | { command: Command };
}

/** Keys that only make sense where the focus is. */
const onlyKeys = new Set<Command>(['down', 'up', 'open', 'close', 'palette', 'selectTo']);

/** The commands that keys stand for, apart from those that only lead somewhere. */
export function commandEntries(eventsEnabled: boolean): PaletteEntry[] {
  return shortcuts
    .filter(({ command }) => !onlyKeys.has(command) && !command.startsWith('go'))
    .filter(({ command }) => eventsEnabled || !needEvents.has(command))
    .map(({ command, keys, does }) => {
      const [label = does] = does.split(/[;,]/);
      return { id: command, group: 'Do', label, note: keyName(keys[0]), icon: 'keyboard', does: { command } };
    });
}

/** Returns the entries in which each of the typed words begins a word, in their order. */
export function matching(entries: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ label }) => {
    const text = ` ${label.toLowerCase().replace(/^#/, '')}`;
    return words.every((word) => text.includes(` ${word.replace(/^[#+]/, '')}`));
  });
}
