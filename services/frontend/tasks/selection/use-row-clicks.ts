import { type RefObject, useEffect, useEffectEvent } from 'react';
import type { Selection } from './use-selection.ts';

/** A finger that rests this long on a row selects it. */
const longPressMs = 500;
/** A finger that moves further than this scrolls. */
const restPx = 10;

/**
 * Selects rows by Ctrl and Shift click, and by a long press. While something is selected, each click and tap on a row selects it,
 * or no longer, instead of opening the task.
 */
export function useRowClicks(list: RefObject<HTMLElement | null>, selection: Selection): void {
  const take = useEffectEvent((event: MouseEvent): boolean => {
    const id = rowIdOf(event);
    if (!id) return false;
    if (event.shiftKey) selection.extendTo(id);
    else if (event.ctrlKey || event.metaKey || selection.ids.size > 0) selection.toggle(id);
    else return false;
    return true;
  });
  const press = useEffectEvent((id: string) => selection.toggle(id));

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const until = new AbortController();
    const { signal } = until;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let start: PointerEvent | undefined;
    let pressed = false;
    const rest = () => clearTimeout(timer);

    const onClick = (event: MouseEvent) => {
      const wasPressed = pressed;
      pressed = false;
      if (!wasPressed && (event.button !== 0 || !take(event))) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onPointerDown = (event: PointerEvent) => {
      rest();
      pressed = false;
      const id = rowIdOf(event);
      if (event.pointerType !== 'touch' || !id) return;
      start = event;
      timer = setTimeout(() => {
        pressed = true;
        press(id);
      }, longPressMs);
    };
    const onPointerMove = ({ clientX, clientY }: PointerEvent) => {
      if (start && Math.hypot(clientX - start.clientX, clientY - start.clientY) > restPx) rest();
    };
    // Shift click would also select the text between the rows.
    const onMouseDown = (event: MouseEvent) => event.shiftKey && rowIdOf(event) && event.preventDefault();
    const onContextMenu = (event: Event) => pressed && event.preventDefault();

    element.addEventListener('click', onClick, { signal, capture: true });
    element.addEventListener('mousedown', onMouseDown, { signal });
    element.addEventListener('pointerdown', onPointerDown, { signal, passive: true });
    element.addEventListener('pointermove', onPointerMove, { signal, passive: true });
    for (const end of ['pointerup', 'pointercancel'] as const) element.addEventListener(end, rest, { signal });
    element.addEventListener('contextmenu', onContextMenu, { signal });
    return () => {
      rest();
      until.abort();
    };
  }, [list]);
}

/** Returns the id of the row that was pointed at, unless the pointer was on a control or a link to elsewhere inside of it. */
function rowIdOf({ target }: Event): string | undefined {
  if (!(target instanceof Element) || target.closest('button, a[target]')) return undefined;
  return target.closest<HTMLElement>('[data-task-id]')?.dataset['taskId'];
}
