import type { Locator, Page } from 'playwright-core';

/** What a person finds on the page by its name. */

export function taskList(page: Page): Locator {
  return page.getByRole('list', { name: 'Tasks' });
}

export function taskLink(page: Page, title: string): Locator {
  return taskList(page).getByRole('link', { name: title, exact: true });
}

/** By the keyboard, which finds its row also while the list moves. */
export async function openTask(page: Page, title: string): Promise<void> {
  await taskLink(page, title).press('Enter');
}

export function taskRow(page: Page, title: string): Locator {
  return taskList(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: title, exact: true }) });
}

export function tick(page: Page, title: string): Locator {
  return page.getByRole('checkbox', { name: `Completed: ${title}`, exact: true });
}

/** The titles in the list, from the top. */
export function titles(page: Page): Promise<string[]> {
  return taskList(page).locator('[data-row-link]').allTextContents();
}

/** The titles of the list, each behind as many dashes as it is deep. */
export function outline(page: Page): Promise<string[]> {
  return taskList(page)
    .getByRole('listitem')
    .and(page.locator('[data-task-id]'))
    .evaluateAll((rows) =>
      rows.map((row) => '-'.repeat(Number(row.ariaLevel ?? 1) - 1) + row.querySelector('[data-row-link]')?.textContent),
    );
}

export async function addTask(page: Page, text: string): Promise<void> {
  await page.getByLabel('New task').fill(text);
  await page.getByLabel('New task').press('Enter');
}

/** Completes or reopens a task by the keyboard, for the same reason. */
export async function toggleTask(page: Page, title: string): Promise<void> {
  await tick(page, title).press('Space');
}

/**
 * Opens a select or a menu by the keyboard: a mouse button that a busy machine holds for long closes what its press opened, or
 * chooses what is then below the pointer.
 */
export async function openChoices(button: Locator): Promise<void> {
  await button.press('Enter');
  const choices = button.page().getByRole('option').or(button.page().getByRole('menuitem'));
  await choices.filter({ visible: true }).first().waitFor();
}

export async function choose(page: Page, what: string, option: string | RegExp): Promise<void> {
  await openChoices(page.getByRole('combobox', { name: what, exact: true }));
  await page.getByRole('option', { name: option, exact: true }).press('Enter');
}

export async function chooseFromMenu(button: Locator, item: string): Promise<void> {
  await openChoices(button);
  // Another menu may be there until it has disappeared.
  const open = button.page().locator('[role=menu][data-open]');
  await open.getByRole('menuitem', { name: item, exact: true }).press('Enter');
}

export function toast(page: Page, title: string): Locator {
  return page.getByRole('dialog').filter({ has: page.getByText(title, { exact: true }) });
}

/** Records every state of the list from now on; the returned function reads the titles of each of them. */
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
