import { type RefObject, useEffect, useEffectEvent } from 'react';
import styles from './drag.module.css';

/** The pointer has to move this far before a press is a drag. */
const startPx = 6;
/** Near an edge of the window, the page scrolls by so much each time the pointer moves. */
const edgePx = 64;
const scrollPx = 16;
/** A subtask begins so far behind its parent (see task.row.module.css). */
const levelPx = 28;

/** Where tasks can be dropped: the element has one of these attributes, with a day or the id of a list. */
const targets = '[data-drop-day], [data-drop-list]';

export type DropTarget = { day: string } | { list: string };

/** A gap between two rows. */
export interface Gap {
  /** The number of the row before which it is. */
  index: number;
  /** How many levels further in the pointer is than where it began. */
  levels: number;
}

/** A task that can be dropped into a gap. */
export interface RowDrop {
  depth: number;
  drop: () => void;
}

interface Options {
  list: RefObject<HTMLElement | null>;
  /** Returns what the pointer carries: the title of the task, or how many are selected. */
  labelOf: (taskId: string) => string;
  /** Returns the day of the heading above a row, for a drop onto a row. */
  dayOfRow: (index: number) => string | undefined;
  /** In a list in its manual order, says what a drop into a gap between rows does. */
  dropAt: (taskId: string, gap: Gap) => RowDrop | undefined;
  onDrop: (taskId: string, target: DropTarget) => void;
}

interface Drag {
  taskId: string;
  x: number;
  y: number;
  /** What follows the pointer; undefined until the pointer has moved. */
  ghost?: HTMLElement;
  over?: { element: HTMLElement; target: DropTarget | RowDrop } | undefined;
  /** Marks the gap into which the task goes. */
  line?: HTMLElement;
}

/**
 * Lets tasks be dragged with the mouse: between others where the order is a manual one, to another day, onto a heading, a row below it, or the strip of days; or onto a list of the
 * sidebar. The keys do the same with the choice of the due and of the list. Escape ends a drag without a change. A finger drags by the
 * handle that rows of a manual order have, and scrolls and swipes elsewhere.
 */
export function useRowDrag({ list, labelOf, dayOfRow, dropAt, onDrop }: Options): void {
  const label = useEffectEvent(labelOf);
  const drop = useEffectEvent(onDrop);
  const targetAt = useEffectEvent((element: Element | null, drag: Drag, x: number, y: number): Drag['over'] => {
    const direct = element?.closest<HTMLElement>(targets);
    if (direct) {
      const { dropDay, dropList } = direct.dataset;
      return { element: direct, target: dropDay ? { day: dropDay } : { list: dropList! } };
    }
    const row = element?.closest<HTMLElement>('[data-task-id]');
    if (!row || !list.current?.contains(row)) return undefined;
    const index = Number(row.dataset['index']);
    const day = dayOfRow(index);
    if (day) return { element: row, target: { day } };
    const { top, height } = row.getBoundingClientRect();
    const levels = Math.round((x - drag.x) / levelPx);
    const found = dropAt(drag.taskId, { index: y < top + height / 2 ? index : index + 1, levels });
    return found && { element: row, target: found };
  });

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const until = new AbortController();
    const { signal } = until;
    let drag: Drag | undefined;

    const mark = (over: Drag['over'], y = 0) => {
      drag?.line?.remove();
      if (drag && over && 'drop' in over.target) drag.line = lineAt(over.element, y, over.target.depth);
      if (drag?.over?.element !== over?.element) delete drag?.over?.element.dataset['dropTarget'];
      if (over && !('drop' in over.target)) over.element.dataset['dropTarget'] = '';
      if (drag) drag.over = over;
    };
    const end = () => {
      mark(undefined);
      drag?.ghost?.remove();
      drag = undefined;
    };
    const onDown = (event: PointerEvent) => {
      const { target, pointerType, button, clientX, clientY } = event;
      if (button !== 0 || event.shiftKey || event.ctrlKey || event.metaKey || !(target instanceof Element)) return;
      if (!target.closest('[data-drag-handle]') && (pointerType === 'touch' || target.closest('button'))) return;
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
      mark(targetAt(document.elementFromPoint(clientX, clientY), drag, clientX, clientY), clientY);
    };
    const onUp = () => {
      const { taskId, ghost, over } = drag ?? {};
      end();
      if (!ghost) return;
      // The click that ends the drag must not open the task.
      window.addEventListener('click', stop, { capture: true, once: true });
      setTimeout(() => window.removeEventListener('click', stop, { capture: true }));
      if (!taskId || !over) return;
      if ('drop' in over.target) over.target.drop();
      else drop(taskId, over.target);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !drag?.ghost) return;
      event.preventDefault();
      event.stopPropagation();
      end();
    };

    element.dataset['draggable'] = '';
    element.addEventListener('pointerdown', onDown, { signal });
    // A link could be dragged to another window instead.
    element.addEventListener('dragstart', (event) => event.preventDefault(), { signal });
    window.addEventListener('pointermove', onMove, { signal });
    window.addEventListener('pointerup', onUp, { signal });
    window.addEventListener('pointercancel', end, { signal });
    window.addEventListener('keydown', onKey, { signal, capture: true });
    return () => {
      end();
      delete element.dataset['draggable'];
      until.abort();
    };
  }, [list]);
}

/** Draws a line at the edge of the row that is nearer to the pointer. */
function lineAt(row: HTMLElement, y: number, depth: number): HTMLElement {
  const { left, right, top, bottom } = row.getBoundingClientRect();
  const line = document.createElement('div');
  line.className = styles['line']!;
  line.ariaHidden = 'true';
  line.style.translate = `${left + depth * levelPx}px ${y < (top + bottom) / 2 ? top : bottom}px`;
  line.style.inlineSize = `${right - left - depth * levelPx}px`;
  document.body.append(line);
  return line;
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
