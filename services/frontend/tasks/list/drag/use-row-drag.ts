import { type RefObject, useEffect, useEffectEvent } from 'react';
import styles from './drag.module.css';

/** The pointer has to move this far before a press is a drag. */
const startPx = 6;
/** Near an edge of the window, the page scrolls by so much each time the pointer moves. */
const edgePx = 64;
const scrollPx = 16;

/** Where tasks can be dropped: the element has one of these attributes, with a day or the id of a list. */
const targets = '[data-drop-day], [data-drop-list]';

export type DropTarget = { day: string } | { list: string };

interface Options {
  list: RefObject<HTMLElement | null>;
  /** Returns what the pointer carries: the title of the task, or how many are selected. */
  labelOf: (taskId: string) => string;
  /** Returns the day of the heading above a row, for a drop onto a row. */
  dayOfRow: (index: number) => string | undefined;
  onDrop: (taskId: string, target: DropTarget) => void;
}

interface Drag {
  taskId: string;
  x: number;
  y: number;
  /** What follows the pointer; undefined until the pointer has moved. */
  ghost?: HTMLElement;
  over?: { element: HTMLElement; target: DropTarget } | undefined;
}

/**
 * Lets tasks be dragged with the mouse: to another day, onto a heading, a row below it, or the strip of days; or onto a list of the
 * sidebar. The keys do the same with the choice of the due and of the list. Escape ends a drag without a change. On a touch screen a drag scrolls.
 */
export function useRowDrag({ list, labelOf, dayOfRow, onDrop }: Options): void {
  const label = useEffectEvent(labelOf);
  const drop = useEffectEvent(onDrop);
  const targetAt = useEffectEvent((element: Element | null): Drag['over'] => {
    const direct = element?.closest<HTMLElement>(targets);
    if (direct) {
      const { dropDay, dropList } = direct.dataset;
      return { element: direct, target: dropDay ? { day: dropDay } : { list: dropList! } };
    }
    const row = element?.closest<HTMLElement>('[data-task-id]');
    const day = row && list.current?.contains(row) ? dayOfRow(Number(row.dataset['index'])) : undefined;
    return row && day ? { element: row, target: { day } } : undefined;
  });

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const until = new AbortController();
    const { signal } = until;
    let drag: Drag | undefined;

    const mark = (over: Drag['over']) => {
      if (drag?.over?.element !== over?.element) delete drag?.over?.element.dataset['dropTarget'];
      if (over) over.element.dataset['dropTarget'] = '';
      if (drag) drag.over = over;
    };
    const end = () => {
      mark(undefined);
      drag?.ghost?.remove();
      drag = undefined;
    };
    const onDown = (event: PointerEvent) => {
      const { target, pointerType, button, clientX, clientY } = event;
      if (pointerType === 'touch' || button !== 0 || event.shiftKey || event.ctrlKey || event.metaKey) return;
      if (!(target instanceof Element) || target.closest('button')) return;
      const taskId = target.closest<HTMLElement>('[data-task-id]')?.dataset['taskId'];
      if (taskId) drag = { taskId, x: clientX, y: clientY };
    };
    const onMove = ({ clientX, clientY, buttons }: PointerEvent) => {
      // The button was released outside of the window.
      if (buttons === 0) return end();
      if (!drag || (!drag.ghost && Math.hypot(clientX - drag.x, clientY - drag.y) < startPx)) return;
      drag.ghost ??= ghostOf(label(drag.taskId));
      drag.ghost.style.translate = `${clientX + 12}px ${clientY + 8}px`;
      if (clientY < edgePx) window.scrollBy(0, -scrollPx);
      if (clientY > window.innerHeight - edgePx) window.scrollBy(0, scrollPx);
      mark(targetAt(document.elementFromPoint(clientX, clientY)));
    };
    const onUp = () => {
      const { taskId, ghost, over } = drag ?? {};
      end();
      if (!ghost) return;
      // The click that ends the drag must not open the task.
      window.addEventListener('click', stop, { capture: true, once: true });
      setTimeout(() => window.removeEventListener('click', stop, { capture: true }));
      if (taskId && over) drop(taskId, over.target);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !drag?.ghost) return;
      event.preventDefault();
      event.stopPropagation();
      end();
    };

    element.addEventListener('pointerdown', onDown, { signal });
    // A link could be dragged to another window instead.
    element.addEventListener('dragstart', (event) => event.preventDefault(), { signal });
    window.addEventListener('pointermove', onMove, { signal });
    window.addEventListener('pointerup', onUp, { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener('keydown', onKey, { signal, capture: true });
    return () => {
      end();
      until.abort();
    };
  }, [list]);
}

function ghostOf(text: string): HTMLElement {
  const ghost = document.createElement('div');
  ghost.className = styles['ghost']!;
  ghost.textContent = text;
  ghost.ariaHidden = 'true';
  document.body.append(ghost);
  return ghost;
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
