import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { addTask, taskLink, taskRow, titles } from './support/list.page.ts';
import type { Visit } from './support/visit.ts';
import { becomes, hasFocus, soon } from './support/waiting.ts';

const understood = (page: Page) => page.getByRole('list', { name: 'Understood' });

export function quickAddSuite(visit: Visit): void {
  describe('quick add', () => {
    it(
      'shows what it understood before it adds that',
      visit(async ({ api, open }) => {
        const page = await open();
        await page.getByLabel('New task').fill('Pay rent on 31 Jan 2031 at 9am every month #home p1');
        await becomes(
          () => understood(page).getByRole('listitem').allInnerTexts(),
          ['31 Jan 2031 09:00', 'every month', '#home', 'urgent'],
        );
        await page.getByRole('button', { name: 'Add', exact: true }).click();
        await taskLink(page, 'Pay rent').waitFor();
        const task = await soon('it is stored', async () => (await api.get('/api/tasks')).body.items[0]);
        assert.deepEqual(
          [task.title, task.due, task.priority, task.tags, task.recurrence],
          [
            'Pay rent',
            { date: '2031-01-31', time: '09:00', timeZone: 'Europe/Berlin' },
            'urgent',
            ['home'],
            { frequency: 'monthly', interval: 1, from: 'due' },
          ],
        );
        for (const fact of ['31 Jan 2031 09:00', 'every month', 'Urgent', '#home']) {
          await taskRow(page, 'Pay rent').getByText(fact).waitFor();
        }
      }),
    );

    it(
      'keeps as text what is taken away, and adds the rest',
      visit(async ({ api, open }) => {
        const page = await open();
        await page.getByLabel('New task').fill('Read #1 of the list tomorrow #books');
        await page.getByRole('button', { name: 'Keep “#books” as text' }).click();
        await understood(page).getByText('#books').waitFor({ state: 'detached' });
        await hasFocus(page.getByLabel('New task'));
        await page.keyboard.press('Enter');
        await taskLink(page, 'Read #1 of the list #books').waitFor();
        const task = await soon('it is stored', async () => (await api.get('/api/tasks')).body.items[0]);
        assert.deepEqual([task.tags.includes('books'), task.due.time], [false, null]);
      }),
    );

    it(
      'takes one after the other as quickly as they are typed, each once and in order',
      visit(async ({ api, open }) => {
        const page = await open('/?sort=created&order=asc');
        const wanted = Array.from({ length: 8 }, (_, index) => `Number ${index}`);
        for (const title of wanted) await addTask(page, title);
        await becomes(async () => {
          const { items } = (await api.get('/api/tasks?sort=created&order=asc')).body;
          return items.map(({ title }: { title: string }) => title);
        }, wanted);
        await becomes(async () => (await titles(page)).sort(), wanted);
      }),
    );

    it(
      'says that a title is too long, and keeps what was typed',
      visit(async ({ api, open }) => {
        const page = await open();
        const text = 'x'.repeat(201);
        await addTask(page, text);
        await page.getByRole('alert').filter({ hasText: 'The title has 201 characters, and may have 200.' }).waitFor();
        await becomes(() => page.getByLabel('New task').inputValue(), text);
        assert.deepEqual((await api.get('/api/tasks')).body.items, []);
      }),
    );
  });
}
