import type { Page } from 'playwright-core';

/** Writes down every state that the list was seen in, from now on. */
export async function watchList(page: Page): Promise<() => Promise<string[][]>> {
  await page.evaluate(() => {
    const states: string[][] = [];
    const look = () => {
      const titles = [...document.querySelectorAll('[data-row-link]')].map((link) => link.textContent ?? '');
      if (titles.join('\n') !== states.at(-1)?.join('\n')) states.push(titles);
    };
    look();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { listStates: states });
  });
  return () => page.evaluate(() => (window as unknown as { listStates: string[][] }).listStates);
}
