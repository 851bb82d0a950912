import assert from 'node:assert/strict';
import type { Client } from '../../support/api-client.ts';
import { openTask, outline, taskLink, taskList, taskRow, toast } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { addSummerList } from '../support/summer-list.ts';
import { becomes, hasFocus } from '../support/waiting.ts';

interface Stored {
  id: string;
  title: string;
  parentId: string;
}

/** Each title with that of its parent. */
async function stored(api: Client): Promise<(string | undefined)[][]> {
  const { items } = (await api.get('/api/tasks?sort=title')).body;
  const titles = new Map<string, string>(items.map(({ id, title }: Stored) => [id, title]));
  return items.map(({ title, parentId }: Stored) => [title, titles.get(parentId)]);
}

export function subtaskSuite(scenario: Scenario): void {
  describe('the subtasks of a task', () => {
    it(
      'are added and completed in it, and its row counts them',
      scenario(async ({ api, open }) => {
        const { body: trip } = await api.post('/api/tasks', { title: 'Trip', due: { date: '2031-01-31' } });
        const page = await open();
        await openTask(page, 'Trip');
        const field = page.getByLabel('Add a subtask');
        for (const title of ['Pack', 'Book']) {
          await field.fill(title);
          await field.press('Enter');
        }
        const subtasks = page.getByRole('list', { name: 'Subtasks' });
        await becomes(() => subtasks.getByRole('link').allTextContents(), ['Pack', 'Book']);
        await subtasks.getByRole('checkbox', { name: 'Completed: Pack' }).press('Space');
        await taskRow(page, 'Trip').getByText('1/2').waitFor();
        await becomes(async () => (await api.get(`/api/tasks/${trip.id}`)).body.subtasks, { total: 2, completed: 1 });
      }),
    );

    it(
      'go below the one above by Tab and back by Shift+Tab while they are typed, and the keys leave the field where that ends',
      scenario(async ({ api, open }) => {
        await api.post('/api/tasks', { title: 'Trip' });
        const page = await open();
        await openTask(page, 'Trip');
        const field = page.getByLabel('Add a subtask');
        const add = async (title: string, key?: 'Tab' | 'Shift+Tab') => {
          await field.fill(title);
          if (key) await field.press(key);
          if (key) await page.getByText(key === 'Tab' ? 'Below Pack' : 'Below Trip', { exact: true }).waitFor();
          await field.press('Enter');
          await page
            .getByRole('list', { name: 'Subtasks', exact: true })
            .getByRole('link', { name: title, exact: true })
            .waitFor();
        };
        await add('Pack');
        await add('Socks', 'Tab');
        await add('Shoes');
        await add('Book', 'Shift+Tab');
        const names = (list: string) =>
          page.getByRole('list', { name: list, exact: true }).getByRole('link').allTextContents();
        await becomes(() => names('Subtasks of Pack'), ['Socks', 'Shoes']);
        await becomes(() => names('Subtasks'), ['Pack', 'Socks', 'Shoes', 'Book']);
        await becomes(
          () => stored(api),
          [
            ['Book', 'Trip'],
            ['Pack', 'Trip'],
            ['Shoes', 'Pack'],
            ['Socks', 'Pack'],
            ['Trip', undefined],
          ],
        );

        const isInField = () => field.evaluate((input) => input === document.activeElement);
        await field.fill('');
        await field.press('Tab');
        assert.ok(!(await isInField()));
        await field.fill('Tickets');
        await field.press('Tab');
        await page.getByText('Below Book', { exact: true }).waitFor();
        assert.ok(await isInField());
        await field.press('Tab');
        assert.ok(!(await isInField()));
        await field.press('Shift+Tab');
        assert.ok(await isInField());
        await field.press('Shift+Tab');
        assert.ok(!(await isInField()));
        assert.match(
          String(await field.getAttribute('aria-describedby').then((id) => page.locator(`[id="${id}"]`).textContent())),
          /Escape leaves/,
        );
      }),
    );

    it(
      'go below the one above by Tab and back by Shift+Tab for who came by the arrow keys, until Escape, and Tab alone leads past them',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(/ERR_INTERNET_DISCONNECTED/);
        const { body: trip } = await api.post('/api/tasks', { title: 'Trip' });
        for (const title of ['Pack', 'Book', 'Call']) await api.post('/api/tasks', { title, parentId: trip.id });
        const page = await open(`/tasks/${trip.id}`);
        const { keyboard } = page;
        const field = page.getByLabel('Add a subtask');
        const group = page.getByRole('group', { name: 'Subtasks' });
        const link = (title: string) => group.getByRole('link', { name: title, exact: true });
        const parents = (pack: string, book: string, call: string) =>
          becomes(
            () => stored(api),
            [
              ['Book', book],
              ['Call', call],
              ['Pack', pack],
              ['Trip', undefined],
            ],
          );
        await link('Call').waitFor();
        await field.press('ArrowUp');
        await hasFocus(link('Call'));
        await page.getByText('Escape ends that').waitFor();
        await keyboard.press('Tab');
        await page.getByText('Call is now number 1 of 1 below Book').waitFor();
        await parents('Trip', 'Trip', 'Book');
        await hasFocus(link('Call'));
        await keyboard.press('ArrowUp');
        await hasFocus(link('Book'));
        await keyboard.press('Tab');
        await page.getByText('Book is now number 1 of 1 below Pack').waitFor();
        await parents('Trip', 'Pack', 'Book');
        await hasFocus(link('Book'));
        await keyboard.press('Shift+Tab');
        await page.getByText('Book is now number 2 of 2 below Trip').waitFor();
        await parents('Trip', 'Trip', 'Book');
        await hasFocus(link('Book'));
        await keyboard.press('ArrowDown');
        await hasFocus(link('Call'));
        await keyboard.press('Escape');
        await page.getByText('number 2 of 2').waitFor({ state: 'detached' });
        await keyboard.press('Tab');
        await hasFocus(field);
        await keyboard.press('Shift+Tab');
        await hasFocus(link('Call'));
        await keyboard.press('Shift+Tab');
        await hasFocus(group.getByRole('checkbox', { name: 'Completed: Call' }));
        await link('Pack').press('ArrowUp');
        await link('Book').press('ArrowUp');
        await hasFocus(link('Pack'));
        await keyboard.press('Tab');
        await hasFocus(group.getByRole('checkbox', { name: 'Completed: Book' }));
        await parents('Trip', 'Trip', 'Book');
        await page.context().setOffline(true);
        await link('Pack').press('ArrowDown');
        await keyboard.press('Tab');
        await hasFocus(
          page.getByRole('list', { name: 'Subtasks of Pack' }).getByRole('link', { name: 'Book', exact: true }),
        );
        await page.context().setOffline(false);
        await parents('Trip', 'Pack', 'Book');
      }),
    );

    it(
      'keep the focus when the server answers with the id of a new one',
      scenario(async ({ api, open }) => {
        const { body: trip } = await api.post('/api/tasks', { title: 'Trip' });
        const page = await open(`/tasks/${trip.id}`);
        let release = () => {};
        const held = new Promise<void>((resolve) => {
          release = resolve;
        });
        await page.route('**/api/tasks', async (route) => {
          if (route.request().method() === 'POST') await held;
          await route.continue();
        });
        const field = page.getByLabel('Add a subtask');
        await field.fill('Pack');
        await field.press('Enter');
        const link = page.getByRole('list', { name: 'Subtasks' }).getByRole('link', { name: 'Pack' });
        await link.waitFor();
        await field.press('ArrowUp');
        await hasFocus(link);
        release();
        const addressed = async () => {
          const pack = (await api.get(`/api/tasks?parent=${trip.id}`)).body.items[0];
          return pack !== undefined && (await link.getAttribute('data-subtask')) === pack.id;
        };
        await becomes(addressed, true);
        assert.ok(await link.evaluate((element) => element === document.activeElement));
      }),
    );

    it(
      'stand below it in the own order of a list, where keys and the mouse move tasks, also for other windows',
      scenario(async ({ api, open }) => {
        const address = `/?list=${await addSummerList(api)}`;
        const [page, other] = await Promise.all([open(address), open(address)]);
        const both = async (expected: string[]) => {
          for (const window of [page, other]) await becomes(() => outline(window), expected);
        };
        await both(['Trip', '-Pack', '-Book', 'Garden', 'Paint']);
        await taskLink(page, 'Garden').press('Alt+Shift+ArrowUp');
        await both(['Garden', 'Trip', '-Pack', '-Book', 'Paint']);
        await page.getByText('Garden is now number 1 of 3').waitFor();
        await hasFocus(taskLink(page, 'Garden'));
        await taskLink(page, 'Book').press('Alt+Shift+ArrowRight');
        await both(['Garden', 'Trip', '-Pack', '--Book', 'Paint']);
        await page.keyboard.press('Control+z');
        await both(['Garden', 'Trip', '-Pack', '-Book', 'Paint']);
        await taskLink(page, 'Trip').press('ArrowLeft');
        await becomes(() => outline(page), ['Garden', 'Trip', 'Paint']);
        await page.reload();
        await becomes(() => outline(page), ['Garden', 'Trip', 'Paint']);
        await taskLink(page, 'Paint').hover();
        await taskList(page).and(page.locator('[data-draggable]')).waitFor();
        await taskLink(page, 'Paint').dragTo(taskRow(page, 'Garden'), { targetPosition: { x: 200, y: 2 } });
        await becomes(() => outline(page), ['Paint', 'Garden', 'Trip']);
        const all = ['Paint', 'Garden', 'Trip', '-Pack', '-Book'];
        await becomes(() => outline(other), all);
        await taskLink(page, 'Trip').press('Delete');
        const deleted = toast(page, 'Deleted “Trip”');
        await becomes(() => outline(page), ['Paint', 'Garden']);
        await deleted.getByRole('button', { name: 'Dismiss', includeHidden: true }).click();
        await becomes(() => outline(other), ['Paint', 'Garden']);
        await taskLink(page, 'Paint').press('Control+z');
        await becomes(() => outline(other), all);
        await becomes(() => outline(page), ['Paint', 'Garden', 'Trip']);
      }),
    );
  });
}
