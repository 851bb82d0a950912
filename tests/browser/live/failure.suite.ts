import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { taskLink, titles, toggleTask } from '../support/list.page.ts';
import type { Fixtures, Scenario } from '../support/scenario.ts';
import { becomes, hasFocus } from '../support/waiting.ts';

const problem = { code: 'internal_error', title: 'Internal server error', detail: 'The server failed.' };

/** Opens a task, renames it, and lets the server fail at that until the returned `mend` is called. */
async function renameInVain({ api, open, expectConsoleErrors }: Fixtures) {
  expectConsoleErrors(/status of 500/);
  const { body: task } = await api.post('/api/tasks', { title: 'Before' });
  const page = await open(`/tasks/${task.id}`);
  await page.getByRole('article', { name: 'Before' }).waitFor();
  const fail = () =>
    page.route(`**/api/tasks/${task.id}`, (route) =>
      route.request().method() === 'PATCH' ? route.fulfill({ status: 500, json: problem }) : route.continue(),
    );
  await fail();
  await page.getByLabel('Title', { exact: true }).fill('After');
  await page.getByLabel('Title', { exact: true }).press('Enter');
  const title = async () => (await api.get(`/api/tasks/${task.id}`)).body.title;
  return { page, title, fail, mend: () => page.unrouteAll({ behavior: 'wait' }) };
}

/** The server can again from the next click on, so that no automatic attempt succeeds before it. */
async function mendAtClick(page: Page): Promise<void> {
  await page.evaluate(() =>
    addEventListener('click', () => Object.assign(window, { clicked: true }), { capture: true }),
  );
  const clicked = () => page.evaluate(() => 'clicked' in window);
  await page.route('**/api/tasks/*', async (route) => ((await clicked()) ? route.continue() : route.fallback()));
}

const sign = (page: Page) => page.getByRole('status').getByRole('button', { name: '1 not saved' });

async function isBesideHome(page: Page): Promise<boolean> {
  const home = await page.getByRole('link', { name: 'Todo' }).boundingBox();
  const button = await sign(page).boundingBox();
  return home !== null && button !== null && home.x + home.width <= button.x;
}

export function failureSuite(scenario: Scenario): void {
  describe('a change at which the server fails again and again', () => {
    it(
      'holds up no change of another task, is told, and saved on demand once the server can',
      scenario(async (fixtures) => {
        const { body: other } = await fixtures.api.post('/api/tasks', { title: 'Other' });
        const { page, title } = await renameInVain(fixtures);
        await toggleTask(page, 'Other');
        await becomes(async () => (await fixtures.api.get(`/api/tasks/${other.id}`)).body.completed, true);
        for (const width of [320, 390, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          await becomes(() => isBesideHome(page), true);
        }
        await sign(page).click();
        const dialog = page.getByRole('dialog', { name: 'Not saved yet' });
        await hasFocus(dialog);
        await dialog.getByRole('heading', { name: 'Changing “Before”' }).waitFor();
        await dialog.getByRole('definition').getByText('After', { exact: true }).waitFor();
        await dialog.getByText('The server failed.').waitFor();
        assert.equal(await title(), 'Before');
        await mendAtClick(page);
        await dialog.getByRole('button', { name: 'Try again now' }).click();
        await becomes(title, 'After');
        await dialog.waitFor({ state: 'detached' });
        await sign(page).waitFor({ state: 'detached' });
        await page.getByText('Saving…').waitFor({ state: 'detached' });
      }),
    );

    it(
      'can be discarded, and is not sent again by the next page',
      scenario(async (fixtures) => {
        const { page, title, mend } = await renameInVain(fixtures);
        await sign(page).click();
        const dialog = page.getByRole('dialog', { name: 'Not saved yet' });
        await dialog.getByRole('button', { name: 'Discard' }).click();
        await dialog.waitFor({ state: 'detached' });
        await taskLink(page, 'Before').waitFor();
        await becomes(() => page.getByLabel('Title', { exact: true }).inputValue(), 'Before');
        await mend();
        await page.reload();
        await page.getByRole('article', { name: 'Before' }).waitFor();
        await toggleTask(page, 'Before');
        await becomes(() => titles(page), []);
        assert.equal(await title(), 'Before');
      }),
    );

    it(
      'is kept over a reload, and saved by the next page',
      scenario(async (fixtures) => {
        const { page, title, fail, mend } = await renameInVain(fixtures);
        await sign(page).waitFor();
        // A request that is on its way while the page is left gets past the interception, so there is none any more.
        await page.evaluate(() => {
          window.fetch = () => new Promise(() => undefined);
        });
        await mend();
        await fail();
        await page.reload();
        await taskLink(page, 'After').waitFor();
        await sign(page).waitFor();
        assert.equal(await title(), 'Before');
        await mend();
        await becomes(title, 'After');
        await sign(page).waitFor({ state: 'detached' });
      }),
    );
  });

  describe('what the page reads', () => {
    for (const trouble of ['an error of the server', 'a broken connection']) {
      it(
        `is read again by itself after ${trouble}`,
        scenario(async ({ api, open, expectConsoleErrors }) => {
          expectConsoleErrors(/status of 500|ERR_CONNECTION_FAILED/);
          await api.post('/api/tasks', { title: 'Apples' });
          const page = await open('/settings');
          let refused = 0;
          await page.route('**/api/tasks?*', (route) => {
            refused += 1;
            if (refused > 2) return route.continue();
            return trouble === 'a broken connection'
              ? route.abort('connectionfailed')
              : route.fulfill({ status: 500, json: problem });
          });
          await page.getByRole('link', { name: 'Todo' }).click();
          await taskLink(page, 'Apples').waitFor();
          assert.ok(refused > 2);
        }),
      );
    }
  });
}
