import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Client } from '../../support/api-client.ts';
import { chooseFromMenu, taskLink, taskRow, titles, toast } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes, hasFocus, soon } from '../support/waiting.ts';

async function someTasks(api: Client): Promise<void> {
  const tasks = [
    { title: 'Apples', tags: ['shop'], priority: 'low', due: { date: '2031-03-01' } },
    { title: 'Bread', tags: ['shop', 'home'], priority: 'urgent', due: { date: '2031-01-01' } },
    { title: 'Curtains', tags: ['home'], due: { date: '2001-01-01' } },
    { title: 'Drums', description: 'Café music, with the crème de la crème' },
  ];
  for (const task of tasks) await api.post('/api/tasks', task);
  const { body: done } = await api.post('/api/tasks', { title: 'Eggs' });
  await api.post(`/api/tasks/${done.id}/complete`);
}

const view = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: new RegExp(`^${name}( \\d+ open)?$`) });
const filters = (page: Page) => page.getByRole('region', { name: 'Filters' });

export function listSuite(scenario: Scenario): void {
  describe('the list', () => {
    it(
      'has a view for what is open, overdue, completed and all',
      scenario(async ({ api, open }) => {
        await someTasks(api);
        const page = await open();
        const views = {
          Overdue: ['Curtains'],
          Completed: ['Eggs'],
          All: ['Curtains', 'Bread', 'Apples', 'Drums', 'Eggs'],
          Open: ['Curtains', 'Bread', 'Apples', 'Drums'],
        };
        for (const [name, expected] of Object.entries(views)) {
          await view(page, name).click();
          await page.getByRole('heading', { level: 1, name }).waitFor();
          await becomes(async () => (await titles(page)).sort(), [...expected].sort());
        }
        await taskRow(page, 'Curtains').getByText('Overdue').waitFor();
        await page.goBack();
        await page.getByRole('heading', { level: 1, name: 'All' }).waitFor();
      }),
    );

    it(
      'is filtered by tags, by their absence, by priority and by days; each filter can be taken away, and kept as a view',
      scenario(async ({ api, open }) => {
        await someTasks(api);
        const page = await open();
        await filters(page).getByRole('button', { name: '#shop 2 open' }).click();
        await becomes(() => titles(page), ['Bread', 'Apples']);
        await filters(page).getByRole('button', { name: 'Without #home' }).click();
        await becomes(() => titles(page), ['Apples']);
        await page.getByRole('button', { name: 'Remove filter #shop' }).click();
        await becomes(() => titles(page), ['Apples', 'Drums']);
        await filters(page).getByRole('button', { name: 'Clear filters' }).click();
        await filters(page).getByRole('button', { name: 'Urgent' }).click();
        await filters(page).getByRole('button', { name: 'Low' }).click();
        await becomes(() => titles(page), ['Bread', 'Apples']);
        await filters(page).getByLabel('From', { exact: true }).fill('2031-01-02');
        await becomes(() => titles(page), ['Apples']);
        await page.reload();
        await becomes(() => titles(page), ['Apples']);
        await page.getByRole('button', { name: 'Keep this view' }).press('Enter');
        const name = page.getByRole('dialog', { name: 'Keep this view' }).getByLabel('Name');
        await name.fill('Soon');
        await name.press('Enter');
        await page.getByRole('heading', { level: 1, name: 'Soon' }).waitFor();
        await page.getByRole('button', { name: 'Keep this view' }).waitFor({ state: 'detached' });
        await view(page, 'Open').press('Enter');
        await becomes(async () => (await titles(page)).length, 4);
        await page.getByRole('navigation', { name: 'Kept views' }).getByRole('link', { name: 'Soon' }).press('Enter');
        await becomes(() => titles(page), ['Apples']);
        await chooseFromMenu(page.getByRole('button', { name: 'Actions for the view Soon' }), 'Delete');
        await toast(page, 'Deleted the view “Soon”').getByRole('button', { name: 'Undo' }).press('Enter');
        await becomes(async () => (await api.get('/api/views')).body.items.length, 1);
        await page.getByRole('heading', { level: 1, name: 'Soon' }).waitFor();
      }),
    );

    it(
      'hides no tag without a sign, and all tags are one stop of the Tab key',
      scenario(async ({ api, open }) => {
        const tags = Array.from({ length: 18 }, (_, index) => `tag-${String.fromCharCode(97 + index)}`);
        await api.post('/api/tasks', { title: 'Tagged', tags });
        const page = await open();
        const shown = filters(page).getByRole('button', { name: /^#tag-/ });
        await becomes(() => shown.count(), 5);
        const isWhollySeen = () =>
          filters(page)
            .getByRole('button', { name: 'Show all 18' })
            .evaluate((field) => {
              const { bottom } = field.getBoundingClientRect();
              return (
                bottom <= innerHeight &&
                bottom <= field.closest('section')!.parentElement!.getBoundingClientRect().bottom
              );
            });
        await becomes(isWhollySeen, true);
        await filters(page).getByRole('button', { name: 'Show all 18' }).click();
        await becomes(() => shown.count(), 18);
        await shown.first().focus();
        await page.keyboard.press('ArrowDown');
        await hasFocus(filters(page).getByRole('button', { name: 'Without #tag-a' }));
        await page.keyboard.press('End');
        await hasFocus(filters(page).getByRole('button', { name: 'Without #tag-r' }));
        await page.keyboard.press('Tab');
        await hasFocus(filters(page).getByRole('button', { name: 'Show fewer' }));
        await page.keyboard.press('Shift+Tab');
        await hasFocus(filters(page).getByRole('button', { name: 'Without #tag-r' }));
      }),
    );

    it(
      'is a few stops of the Tab key behind the link that skips what is before it',
      scenario(async ({ api, open }) => {
        const tags = Array.from({ length: 18 }, (_, index) => `tag-${index}`);
        await api.post('/api/tasks', { title: 'Tagged', tags });
        const page = await open();
        await taskLink(page, 'Tagged').waitFor();
        await page.getByRole('link', { name: 'Skip to the list' }).focus();
        await page.keyboard.press('Enter');
        let stops = 0;
        const isThere = () => taskLink(page, 'Tagged').evaluate((link) => link === document.activeElement);
        while (stops < 20 && !(await isThere())) {
          await page.keyboard.press('Tab');
          stops += 1;
        }
        assert.ok(stops <= 8, `${stops} stops`);
      }),
    );

    it(
      'is sorted as one likes',
      scenario(async ({ api, open }) => {
        await someTasks(api);
        const page = await open();
        const sort = page.getByLabel('Sort by');
        await sort.selectOption('Title');
        await becomes(() => titles(page), ['Apples', 'Bread', 'Curtains', 'Drums']);
        await page.getByRole('button', { name: 'sort descending' }).click();
        await becomes(() => titles(page), ['Drums', 'Curtains', 'Bread', 'Apples']);
        await sort.selectOption('Priority');
        await becomes(async () => (await titles(page))[0], 'Bread');
        await sort.selectOption('Newest');
        await becomes(() => titles(page), ['Drums', 'Curtains', 'Bread', 'Apples']);
        await sort.selectOption('Due');
        await becomes(() => titles(page), ['Curtains', 'Bread', 'Apples', 'Drums']);
      }),
    );

    it(
      'is searched while one types, and shows where the words were found',
      scenario(async ({ api, open }) => {
        await someTasks(api);
        const page = await open();
        await page.getByLabel('Search tasks').fill('creme');
        await becomes(() => titles(page), ['Drums']);
        await taskRow(page, 'Drums').locator('mark').getByText('crème', { exact: true }).first().waitFor();
        await page.getByLabel('Search tasks').fill('<b>');
        await page.getByText('No task matches').waitFor();
        await page.getByLabel('Search tasks').press('Escape');
        await becomes(async () => (await titles(page)).length, 4);
      }),
    );

    it(
      'goes on for as long as one scrolls, and holds no more rows than are needed',
      scenario(async ({ api, open }) => {
        const all = Array.from({ length: 150 }, (_, index) => ({ title: `Task ${String(index).padStart(3, '0')}` }));
        for (const tasks of [all.slice(0, 100), all.slice(100)]) await api.post('/api/tasks/batch', { tasks });
        const page = await open('/?sort=title');
        await taskLink(page, 'Task 000').waitFor();
        await soon('the end is reached', async () => {
          await page.mouse.move(640, 400);
          await page.mouse.wheel(0, 2_000);
          return taskLink(page, 'Task 149').isVisible();
        });
        await page.getByRole('status').getByText('150 tasks', { exact: true }).waitFor();
        const last = page.locator('[aria-posinset="150"]');
        await becomes(() => last.getAttribute('aria-setsize'), '150');
        await soon('few rows are held', async () => (await titles(page)).length < 100);
        await taskLink(page, 'Task 000').waitFor({ state: 'detached' });
      }),
    );

    it(
      'tells when it cannot be fetched, and fetches it on demand',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(/status of 500/);
        await someTasks(api);
        const page = await open('/settings');
        const problem = { code: 'internal', title: 'Something went wrong' };
        const refusing = '**/api/tasks?*';
        await page.route(refusing, (route) => route.fulfill({ status: 500, json: problem }));
        await page.getByRole('link', { name: 'Todo' }).click();
        await page.getByRole('alert').filter({ hasText: 'Your tasks could not be fetched' }).waitFor();
        await page.unroute(refusing);
        await page.getByRole('button', { name: 'Try again' }).click();
        await taskLink(page, 'Apples').waitFor();
      }),
    );
  });
}
