import assert from 'node:assert/strict';
import { addTask, openTask, taskLink, titles, toggleTask } from './support/list.page.ts';
import type { Scenario } from './support/scenario.ts';
import { becomes } from './support/waiting.ts';

/** What there is not in Phase 4. */
const missing = [
  'Search tasks',
  'Notifications',
  'Filters',
  'Due date',
  'Add a tag',
  'Repeat',
  'Reminders',
  'Priority',
  'Activity',
  'E-mail',
  'Quiet hours',
  'Export JSON',
];

export function phase4Suite(scenario: Scenario): void {
  it(
    'adds, edits, completes with undo, and deletes',
    scenario(async ({ api, open, expectConsoleErrors }) => {
      // The page may be left before it hears that the task is deleted: the next one deletes it again, and finds it gone.
      expectConsoleErrors(/status of 404/);
      const page = await open();
      await page.getByText('Nothing here yet').waitFor();
      await addTask(page, 'Buy milk tomorrow #home p1');
      await openTask(page, 'Buy milk tomorrow #home p1');
      await page.getByLabel('Title', { exact: true }).fill('Buy milk');
      await page.getByLabel('Description').fill('Two litres');
      await page.getByLabel('Description').blur();
      const stored = async () => (await api.get('/api/tasks')).body.items.map(plain);
      await becomes(stored, [['Buy milk', 'Two litres', false]]);
      await toggleTask(page, 'Buy milk');
      await becomes(stored, [['Buy milk', 'Two litres', true]]);
      await page.getByRole('button', { name: 'Undo' }).click();
      await becomes(stored, [['Buy milk', 'Two litres', false]]);
      await page.getByRole('button', { name: 'Delete task' }).click();
      await page.getByText('Deleted “Buy milk”').first().waitFor();
      await page.reload();
      await becomes(stored, []);
    }),
  );

  it(
    'has views and a chat, and nothing that needs events',
    scenario(async ({ api, open }) => {
      const page = await open();
      await page.getByRole('button', { name: 'Chat', exact: true }).click();
      await page.getByLabel('Message', { exact: true }).fill('add water the plants');
      await page.getByLabel('Message', { exact: true }).press('Enter');
      await becomes(async () => (await titles(page)).map((title) => title.toLowerCase()), ['water the plants']);
      await page.getByText('Answering…').waitFor({ state: 'detached' });
      await page.getByLabel('Message', { exact: true }).fill('I finished water the plants');
      await page.getByLabel('Message', { exact: true }).press('Enter');
      await page.getByText('All done').waitFor();
      const views = page.getByRole('navigation', { name: 'Views' });
      await becomes(() => views.getByRole('link').allTextContents(), ['Open', 'Completed', 'All']);
      await views.getByRole('link', { name: 'Completed' }).click();
      const { items } = (await api.get('/api/tasks')).body;
      await openTask(page, items[0].title);
      await page.getByRole('article').getByLabel('Description').waitFor();
      const look = async () => {
        for (const name of missing) {
          assert.equal(await page.getByLabel(name, { exact: true }).count(), 0, name);
          assert.equal(await page.getByText(name, { exact: true }).count(), 0, name);
        }
      };
      await look();
      await page.getByRole('link', { name: 'Settings' }).click();
      await page.getByRole('heading', { name: 'Delete account' }).waitFor();
      await look();
    }),
  );

  it(
    'sees what happened elsewhere when it is looked at again',
    scenario(async ({ api, open }) => {
      const page = await open();
      await page.getByText('Nothing here yet').waitFor();
      await api.post('/api/tasks', { title: 'From elsewhere' });
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      await taskLink(page, 'From elsewhere').waitFor();
    }),
  );
}

function plain({ title, description, completed }: { title: string; description: string; completed: boolean }) {
  return [title, description, completed];
}
