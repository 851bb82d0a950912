import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { addTask, taskLink, taskRow, titles, toast } from '../support/list.page.ts';
import type { Visit } from '../support/visit.ts';
import { becomes, hasFocus, soon } from '../support/waiting.ts';

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
      'adds what belongs to the view that it is used in',
      visit(async ({ api, open }) => {
        const stored = async (title: string) => {
          const { items } = (await api.get('/api/tasks')).body;
          return items.find((task: { title: string }) => task.title === title);
        };
        const page = await open('/?status=today');
        await addTask(page, 'Sweep the yard');
        const today = Temporal.Now.plainDateISO('Europe/Berlin').toString();
        const first = await soon('it is stored', () => stored('Sweep the yard'));
        assert.deepEqual(first.due, { date: today, time: null, timeZone: 'Europe/Berlin' });
        await page.reload();
        await taskLink(page, 'Sweep the yard').waitFor();

        await page.goto('/?tag=garden&priority=high');
        await addTask(page, 'Sow #seeds');
        const second = await soon('it is stored', () => stored('Sow'));
        assert.deepEqual([second.tags.sort(), second.priority], [['garden', 'seeds'], 'high']);
        await page.reload();
        await taskLink(page, 'Sow').waitFor();
      }),
    );

    it(
      'leads to what the view cannot hold: what the text says wins',
      visit(async ({ api, open }) => {
        const page = await open('/?status=today');
        await page.getByText('Nothing here yet').waitFor();
        await addTask(page, 'Dentist on 31 Jan 2031');
        await toast(page, 'Added to Open: “Dentist”').getByRole('button', { name: 'Show' }).click();
        await page.getByRole('article', { name: 'Dentist' }).waitFor();
        await page.getByRole('heading', { level: 1, name: 'Open' }).waitFor();
        await taskLink(page, 'Dentist').waitFor();
        assert.equal((await api.get('/api/tasks')).body.items[0].due.date, '2031-01-31');
        await page.goto('/?status=completed');
        await addTask(page, 'To do');
        await toast(page, 'Added to Open: “To do”').waitFor();
        await becomes(() => titles(page), []);
      }),
    );

    it(
      'and the choice of a due date mean the same day by “next week”',
      visit(async ({ api, open }) => {
        const page = await open();
        await addTask(page, 'Written next week');
        await addTask(page, 'Chosen');
        await taskLink(page, 'Chosen').focus();
        await page.keyboard.press('d');
        const dialog = page.getByRole('dialog', { name: 'When is it due?' });
        await hasFocus(dialog);
        await dialog.getByRole('button', { name: /^Next week/ }).click();
        const today = Temporal.Now.plainDateISO('Europe/Berlin');
        const monday = today.add({ days: 8 - today.dayOfWeek }).toString();
        await becomes(async () => {
          const { items } = (await api.get('/api/tasks?sort=title')).body;
          return items.map(({ due }: { due: { date: string } | null }) => due?.date);
        }, [monday, monday]);
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
