/** How many frames it may take until an element is there. */
const mostFrames = 60;

/** Gives the focus to an element that may still be on its way. */
export function focusWhenThere(selector: string, frames = mostFrames): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (element && !element.closest('[inert]')) element.focus();
  else if (frames > 0) requestAnimationFrame(() => focusWhenThere(selector, frames - 1));
}
