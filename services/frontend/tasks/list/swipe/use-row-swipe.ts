import { type RefObject, useEffect, useEffectEvent } from 'react';
import { isSideways, type Swipe, swipeAt } from './swipe.ts';

interface Held {
  row: HTMLElement;
  x: number;
  y: number;
  isSwipe: boolean;
}

/**
 * Lets a finger swipe a row to the side: to the right to complete the task, to the left to postpone it. The checkbox and the choice of
 * the due do the same without a finger.
 */
export function useRowSwipe(
  list: RefObject<HTMLElement | null>,
  onSwipe: (taskId: string, swipe: Swipe, row: HTMLElement) => void,
): void {
  const swiped = useEffectEvent(onSwipe);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const until = new AbortController();
    const { signal } = until;
    let held: Held | undefined;
    const end = () => {
      if (!held) return;
      held.row.style.translate = '';
      delete held.row.dataset['swipe'];
      delete element.dataset['swiping'];
      held = undefined;
    };
    const onDown = ({ target, pointerType, clientX, clientY }: PointerEvent) => {
      end();
      if (pointerType !== 'touch' || !(target instanceof Element) || target.closest('[data-drag-handle]')) return;
      const row = target.closest<HTMLElement>('[data-task-id]');
      if (row) held = { row, x: clientX, y: clientY, isSwipe: false };
    };
    const onMove = ({ clientX, clientY }: PointerEvent) => {
      if (!held) return;
      const dx = clientX - held.x;
      held.isSwipe ||= isSideways(dx, clientY - held.y);
      if (!held.isSwipe) return;
      element.dataset['swiping'] = '';
      held.row.style.translate = `${dx}px`;
      held.row.dataset['swipe'] = dx > 0 ? 'complete' : 'postpone';
    };
    const onUp = ({ clientX }: PointerEvent) => {
      const { row, x, isSwipe } = held ?? {};
      end();
      if (!row || !isSwipe || x === undefined) return;
      // The tap that would follow must not open the task.
      window.addEventListener('click', stop, { capture: true, once: true });
      setTimeout(() => window.removeEventListener('click', stop, { capture: true }));
      const swipe = swipeAt(clientX - x, row.offsetWidth);
      if (swipe) swiped(row.dataset['taskId']!, swipe, row);
    };
    element.addEventListener('pointerdown', onDown, { signal, passive: true });
    element.addEventListener('pointermove', onMove, { signal, passive: true });
    element.addEventListener('pointerup', onUp, { signal });
    element.addEventListener('pointercancel', end, { signal });
    return () => {
      end();
      until.abort();
    };
  }, [list]);
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
