import type { Command } from './shortcuts.ts';

const eventType = 'todo:command';

/** Acts once a dialog or menu that closes has given the focus back. */
export function onceClosed(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

/** Runs a command as its key would, once the focus is back where it was before a dialog. */
export function runCommand(command: Command): void {
  onceClosed(() => window.dispatchEvent(new CustomEvent<Command>(eventType, { detail: command })));
}

/** @returns a function that unsubscribes */
export function onCommand(listener: (command: Command) => void): () => void {
  const listen = (event: Event) => listener((event as CustomEvent<Command>).detail);
  window.addEventListener(eventType, listen);
  return () => window.removeEventListener(eventType, listen);
}
