import { type RefCallback, useCallback, useEffectEvent } from 'react';

/** The pointer has to move this far before a press is a drag. */
const startPx = 6;

/**
 * Lets the rows of a list be dragged by the mouse; on a touch screen, dragging scrolls, and the menu moves a list.
 * @param onDrop is called with the id of the dragged row and its new place among the rows, from 0
 * @returns the ref of the element that holds the rows
 */
export function useListDrag(onDrop: (id: string, place: number) => void): RefCallback<HTMLElement> {
  const drop = useEffectEvent(onDrop);
  return useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const until = new AbortController();
    const { signal } = until;
    let dragged: { row: HTMLElement; startY: number; place: number | undefined } | undefined;
    const rows = () => [...element.querySelectorAll<HTMLElement>('[data-list-row]')];

    const clear = () => {
      for (const row of rows()) {
        row.style.translate = '';
        delete row.dataset['dragged'];
      }
    };
    element.addEventListener(
      'pointerdown',
      (event) => {
        const row = event.target instanceof Element && event.target.closest<HTMLElement>('[data-list-row]');
        if (!row || event.pointerType === 'touch' || event.button !== 0) return;
        dragged = { row, startY: event.clientY, place: undefined };
      },
      { signal },
    );
    window.addEventListener(
      'pointermove',
      ({ clientY }) => {
        if (!dragged || (dragged.place === undefined && Math.abs(clientY - dragged.startY) < startPx)) return;
        const { row, startY } = dragged;
        const all = rows();
        const { height } = row.getBoundingClientRect();
        const from = all.indexOf(row);
        dragged.place = Math.max(0, Math.min(all.length - 1, from + Math.round((clientY - startY) / height)));
        row.dataset['dragged'] = '';
        for (const [index, other] of all.entries()) {
          const isBelow = index > from && index <= dragged.place;
          const isAbove = index < from && index >= dragged.place;
          other.style.translate =
            other === row ? `0 ${clientY - startY}px` : isBelow ? `0 ${-height}px` : isAbove ? `0 ${height}px` : '';
        }
      },
      { signal },
    );
    const end = () => {
      const { row, place } = dragged ?? {};
      dragged = undefined;
      clear();
      if (!row || place === undefined) return;
      // The click that ends the drag must not open the list.
      window.addEventListener('click', stop, { capture: true, once: true });
      setTimeout(() => window.removeEventListener('click', stop, { capture: true }));
      if (place !== rows().indexOf(row)) drop(row.dataset['listRow']!, place);
    };
    window.addEventListener('pointerup', end, { signal });
    window.addEventListener('pointercancel', end, { signal });
    return () => until.abort();
  }, []);
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
