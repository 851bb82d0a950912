import type { Page } from 'playwright-core';
import { addTask, choose, chooseFromMenu, openTask, taskLink, titles } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes, hasFocus } from '../support/waiting.ts';

const lists = (page: Page) => page.getByRole('navigation', { name: 'Lists' });
const names = (page: Page) => lists(page).getByRole('link').allTextContents();
const views = (page: Page) => page.getByRole('navigation', { name: 'Kept views' });

export function listsSuite(scenario: Scenario): void {
  describe('the lists in the sidebar', () => {
    it(
      'are made, renamed, put in order and deleted, and count what is added to them here and elsewhere',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(/status of 409/);
        // The page may ask for the shown list once more while it is being deleted.
        expectConsoleErrors(/status of 404/);
        await api.post('/api/lists', { name: 'Home' });
        const page = await open();
        await lists(page).getByRole('link', { name: 'Home' }).waitFor();
        await lists(page).getByRole('button', { name: 'Add a list' }).press('Enter');
        const dialog = page.getByRole('dialog', { name: 'A new list' });
        await dialog.getByLabel('Name').fill('home');
        await dialog.getByLabel('Name').press('Enter');
        await dialog
          .getByText('There is a list “home” already')
          .or(dialog.getByText(/already/))
          .first()
          .waitFor();
        await dialog.getByLabel('Name').fill('Work');
        await dialog.getByLabel('Name').press('Enter');
        await page.getByRole('heading', { level: 1, name: 'Work' }).waitFor();

        await addTask(page, 'Report');
        await taskLink(page, 'Report').waitFor();
        await addTask(page, 'Paint +home');
        await becomes(() => names(page), ['Home1 open', 'Work1 open']);
        await becomes(() => titles(page), ['Report']);
        const { body } = await api.get('/api/lists');
        await api.post('/api/tasks', { title: 'Elsewhere', listId: body.items[1].id });
        await becomes(() => names(page), ['Home1 open', 'Work2 open']);

        await chooseFromMenu(lists(page).getByRole('button', { name: 'Actions for the list Work' }), 'Move up');
        await becomes(() => names(page), ['Work2 open', 'Home1 open']);
        await page.getByText('Work is now number 1 of 2').waitFor();
        await openTask(page, 'Report');
        await choose(page, 'List', 'Home');
        await becomes(() => titles(page), ['Elsewhere']);
        await becomes(() => names(page), ['Work1 open', 'Home2 open']);
        await page.keyboard.press('Escape');

        await chooseFromMenu(lists(page).getByRole('button', { name: 'Actions for the list Work' }), 'Delete…');
        await page.getByRole('button', { name: 'Keep the tasks in the Inbox' }).press('Enter');
        await becomes(() => names(page), ['Home2 open']);
        await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Inbox' }).press('Enter');
        await becomes(() => titles(page), ['Elsewhere']);
      }),
    );

    it(
      'have the kept views beside them, which are renamed, put in order and deleted by the keyboard',
      scenario(async ({ api, open }) => {
        await api.post('/api/tasks', { title: 'Call Ann', priority: 'urgent' });
        await api.post('/api/views', { name: 'Urgent', query: 'status=open&priority=urgent' });
        await api.post('/api/views', { name: 'By title', query: 'status=open&sort=title' });
        const page = await open('/?priority=urgent');
        const shown = () => views(page).getByRole('link').allTextContents();
        const menuOf = (name: string) => views(page).getByRole('button', { name: `Actions for the view ${name}` });
        await becomes(shown, ['Urgent', 'By title']);
        await chooseFromMenu(menuOf('Urgent'), 'Rename…');
        const field = page.getByRole('dialog', { name: 'Rename the view' }).getByLabel('Name');
        await hasFocus(field);
        await page.keyboard.type('On fire');
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { level: 1, name: 'On fire' }).waitFor();
        await field.waitFor({ state: 'detached' });
        await hasFocus(menuOf('On fire'));
        await becomes(shown, ['On fire', 'By title']);
        await chooseFromMenu(menuOf('On fire'), 'Move down');
        await page.getByText('On fire is now number 2 of 2').waitFor();
        const stored = async () => (await api.get('/api/views')).body.items.map(({ name }: { name: string }) => name);
        await becomes(stored, ['By title', 'On fire']);
        await chooseFromMenu(menuOf('By title'), 'Delete');
        await becomes(shown, ['On fire']);
        await becomes(stored, ['On fire']);
        await views(page).getByRole('link', { name: 'On fire' }).press('Enter');
        await becomes(() => titles(page), ['Call Ann']);
      }),
    );
  });
}
