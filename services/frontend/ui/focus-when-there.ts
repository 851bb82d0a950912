/** The element may take this many frames to appear. */
const mostFrames = 60;

/** Focuses an element that may not be rendered yet. */
export function focusWhenThere(selector: string, frames = mostFrames): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (element && !element.closest('[inert]')) element.focus();
  else if (frames > 0) requestAnimationFrame(() => focusWhenThere(selector, frames - 1));
}
