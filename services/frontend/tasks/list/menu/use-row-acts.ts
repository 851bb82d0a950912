import { type RefObject, useEffect, useEffectEvent } from 'react';

/** What the buttons of a row do (see row.actions.tsx). */
export type RowAct = 'due' | 'edit' | 'more';

interface Handlers {
  onAct: (taskId: string, act: RowAct, row: HTMLElement) => void;
  /** For the right mouse button, and the menu key. @param at is where the pointer was; undefined for the key */
  onMenu: (taskId: string, row: HTMLElement, at: { x: number; y: number } | undefined) => void;
}

/** Listens for the buttons of the rows, and opens a menu where the browser would show its own. One listener serves all rows. */
export function useRowActs(list: RefObject<HTMLElement | null>, { onAct, onMenu }: Handlers): void {
  const act = useEffectEvent(onAct);
  const menu = useEffectEvent(onMenu);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const until = new AbortController();
    const { signal } = until;
    const onClick = ({ target }: Event) => {
      const button = target instanceof Element ? target.closest<HTMLElement>('[data-act]') : null;
      const row = button?.closest<HTMLElement>('[data-task-id]');
      if (row) act(row.dataset['taskId']!, button!.dataset['act'] as RowAct, row);
    };
    const onContextMenu = (event: MouseEvent) => {
      // A long press selects the row, the browser's menu has more to offer for a link to elsewhere, and Shift asks for it.
      if (event.defaultPrevented || event.shiftKey || (event as PointerEvent).pointerType === 'touch') return;
      const { target } = event;
      if (!(target instanceof Element) || target.closest('a[target]')) return;
      const row = target.closest<HTMLElement>('[data-task-id]');
      if (!row) return;
      event.preventDefault();
      // The menu key reports the middle of the focused element, and no button.
      const isKey = event.button !== 2;
      menu(row.dataset['taskId']!, row, isKey ? undefined : { x: event.clientX, y: event.clientY });
    };
    element.addEventListener('click', onClick, { signal });
    element.addEventListener('contextmenu', onContextMenu, { signal });
    return () => until.abort();
  }, [list]);
}
