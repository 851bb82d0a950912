import { taskLink, titles, toggleTask } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes } from '../support/waiting.ts';

export function emptySuite(scenario: Scenario): void {
  describe('an empty list', () => {
    it(
      'says that there is nothing yet, that nothing matches, or that all is done',
      scenario(async ({ open }) => {
        const page = await open();
        await page.getByRole('heading', { name: 'Nothing here yet' }).waitFor();
        await page.getByRole('button', { name: 'Add your first task' }).click();
        await page.keyboard.type('The only one');
        await page.keyboard.press('Enter');
        await taskLink(page, 'The only one').waitFor();
        await page.getByLabel('Search tasks').fill('something else');
        await page.getByRole('heading', { name: 'No task matches' }).waitFor();
        await page.getByRole('button', { name: 'Clear search and filters' }).click();
        await taskLink(page, 'The only one').waitFor();
        await becomes(() => page.getByLabel('Search tasks').inputValue(), '');
        await toggleTask(page, 'The only one');
        await page.getByRole('heading', { name: 'All done' }).waitFor();
      }),
    );

    it(
      'of a new account offers tasks to begin with, which are read as if they were typed',
      scenario(async ({ api, open }) => {
        const page = await open('/', { viewport: { width: 320, height: 600 } });
        await page.getByRole('button', { name: 'Water the plants every 3 days' }).waitFor();
        await becomes(() => page.evaluate(() => document.documentElement.scrollWidth), 320);
        await page.getByRole('button', { name: 'Water the plants every 3 days' }).press('Enter');
        await taskLink(page, 'Water the plants').waitFor();
        await becomes(async () => (await api.get('/api/tasks')).body.items[0]?.recurrence?.interval, 3);
      }),
    );

    it(
      'of a new account is filled with a list that shows what there is',
      scenario(async ({ api, open }) => {
        const page = await open();
        await page.getByRole('button', { name: 'Or add a list that shows what there is' }).press('Enter');
        await becomes(async () => (await api.get('/api/lists')).body.items.length, 1);
        const { name } = (await api.get('/api/lists')).body.items[0];
        await page.getByRole('heading', { level: 1, name }).waitFor();
        await becomes(async () => (await titles(page)).length > 1, true);
      }),
    );

    it(
      'is outlined while it is being loaded, and nothing else is said',
      scenario(async ({ open }) => {
        const page = await open('/settings');
        let release = () => {};
        const held = new Promise<void>((resolve) => {
          release = resolve;
        });
        await page.route('**/api/tasks?*', async (route) => {
          await held;
          await route.continue();
        });
        await page.getByRole('link', { name: 'Todo' }).click();
        await page.getByText('Loading').first().waitFor({ state: 'attached' });
        await becomes(() => page.getByText('Nothing here yet').count(), 0);
        release();
        await page.getByText('Nothing here yet').waitFor();
      }),
    );

    it(
      'is no address that nothing lives at',
      scenario(async ({ open }) => {
        const page = await open('/nowhere/at/all');
        await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
        await page.getByRole('link', { name: 'Go to your list' }).click();
        await page.getByText('Nothing here yet').waitFor();
      }),
    );
  });
}
