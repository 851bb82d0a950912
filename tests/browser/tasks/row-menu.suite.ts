import { openChoices, taskLink, taskRow, titles, toast } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes, hasFocus } from '../support/waiting.ts';

export function rowMenuSuite(scenario: Scenario): void {
  describe('what can be done to a row', () => {
    it(
      'has buttons below the pointer, and a menu for the right mouse button and the menu key',
      scenario(async ({ api, open }) => {
        for (const title of ['Apples', 'Bread', 'Cheese']) await api.post('/api/tasks', { title });
        const page = await open('/?sort=title');
        const act = (what: string, title: string) => page.getByRole('button', { name: `${what}: ${title}` });
        await taskRow(page, 'Apples').hover();
        await act('Due', 'Apples').press('Enter');
        const due = page.getByRole('dialog', { name: 'When is it due?' });
        await due.getByRole('button', { name: 'Tomorrow' }).press('Enter');
        await taskRow(page, 'Apples').getByText('tomorrow').waitFor();
        await due.waitFor({ state: 'detached' });
        await taskRow(page, 'Bread').hover();
        await act('Due', 'Apples').waitFor({ state: 'detached' });
        await act('Edit', 'Bread').press('Enter');
        await page.getByRole('article', { name: 'Bread' }).waitFor();
        await hasFocus(page.getByLabel('Title', { exact: true }));
        await page.getByRole('button', { name: 'Close task' }).press('Enter');
        await taskRow(page, 'Bread').hover();
        await openChoices(act('More', 'Bread'));
        await page.getByRole('menuitem', { name: 'Complete' }).press('Enter');
        await becomes(() => titles(page), ['Apples', 'Cheese']);
        await toast(page, 'Completed “Bread”').waitFor();
        await taskLink(page, 'Cheese').click({ button: 'right' });
        await page.getByRole('menuitem', { name: 'Priority…' }).press('Enter');
        await page.getByRole('dialog', { name: 'Priority' }).getByRole('button', { name: 'Urgent' }).press('Enter');
        await taskRow(page, 'Cheese').getByText('Urgent').waitFor();
        await hasFocus(taskLink(page, 'Cheese'));
        await page.keyboard.press('ContextMenu');
        await page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
        await becomes(() => titles(page), ['Apples']);
        await toast(page, 'Deleted “Cheese”').waitFor();
      }),
    );
  });
}
