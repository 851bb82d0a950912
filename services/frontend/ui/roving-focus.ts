import { type RefObject, useEffect } from 'react';

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };

/**
 * Makes the buttons of a group one stop of the Tab key. Arrows, Home and End move between them (ARIA Authoring Practices, roving
 * tabindex).
 */
export function useRovingFocus(group: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = group.current;
    if (!element) return;
    const stops = () => [...element.querySelectorAll<HTMLElement>('button')];
    const makeStop = (stop: HTMLElement | undefined) => {
      for (const other of stops()) other.tabIndex = other === stop ? 0 : -1;
    };
    const move = (event: KeyboardEvent) => {
      const all = stops();
      const at = all.indexOf(document.activeElement as HTMLElement);
      const step = steps[event.key];
      const next = step ? all[(at + step + all.length) % all.length] : { Home: all[0], End: all.at(-1) }[event.key];
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    const follow = () => makeStop(document.activeElement as HTMLElement);
    // Buttons come and go. The Tab stop stays where it was as long as that button is there.
    makeStop(element.querySelector<HTMLElement>('button[tabindex="0"]') ?? stops()[0]);
    element.addEventListener('keydown', move);
    element.addEventListener('focusin', follow);
    return () => {
      element.removeEventListener('keydown', move);
      element.removeEventListener('focusin', follow);
    };
  });
}
