import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { addTask, taskLink, taskRow, titles, toast } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes, hasFocus, soon } from '../support/waiting.ts';

const understood = (page: Page) => page.getByRole('list', { name: 'Understood' });

interface StoredTask {
  title: string;
  due: { date: string; time: string | null } | null;
}

/** What is marked in the field, and as what. */
function marks(page: Page): Promise<string[]> {
  return page
    .locator('form mark')
    .evaluateAll((marks) => marks.map((mark) => `${(mark as HTMLElement).dataset['kind']}: ${mark.textContent}`));
}

/** Whether the marks lie where the text of the field is. */
function isScrolledAlike(page: Page): Promise<boolean> {
  return page.getByLabel('New task').evaluate((field) => {
    const layer = field.previousElementSibling!;
    field.scrollLeft = field.scrollWidth;
    return field.scrollLeft > 0 && Math.abs(layer.scrollLeft - field.scrollLeft) <= 1;
  });
}

/** As when text with line breaks is on the clipboard. */
function paste(page: Page, text: string): Promise<void> {
  return page.getByLabel('New task').evaluate((field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

export function quickAddSuite(scenario: Scenario): void {
  describe('quick add', () => {
    it(
      'shows what it understood before it adds that',
      scenario(async ({ api, open }) => {
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
      scenario(async ({ api, open }) => {
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
      'marks in the field what it reads, and tells the first dates of a rule',
      scenario(async ({ open }) => {
        const page = await open();
        await page.getByLabel('New task').fill('Pay rent on 31 Jan 2031 every month #home');
        await becomes(
          () => marks(page),
          ['understood: on 31 Jan 2031', 'understood: every month', 'understood: #home'],
        );
        await page.getByText('First dates: 31 Jan 2031 · 28 Feb 2031 · 31 Mar 2031').waitFor();
        await page.getByLabel('New task').fill(`${'A very long title '.repeat(8)} tomorrow`);
        await becomes(() => marks(page), ['understood: tomorrow']);
        await becomes(() => isScrolledAlike(page), true);
      }),
    );

    it(
      'underlines a date that it cannot read, says why, and offers the nearest one',
      scenario(async ({ api, open }) => {
        const page = await open();
        const field = page.getByLabel('New task');
        await field.fill('Water plants every day at 8am and 8pm');
        await becomes(() => marks(page), ['unread: every day at 8am and 8pm']);
        await page.getByRole('list', { name: 'Not understood' }).getByText('A task has one time.').waitFor();
        await page.getByRole('button', { name: 'Make 2 tasks: “every day at 8am”, “every day at 8pm”' }).click();
        await toast(page, 'Added 2 tasks').waitFor();
        await becomes(() => field.inputValue(), '');
        const stored = async () => (await api.get('/api/tasks?sort=created')).body.items;
        await becomes(
          async () => (await stored()).map(({ title, due }: StoredTask) => [title, due?.time]),
          [
            ['Water plants', '08:00'],
            ['Water plants', '20:00'],
          ],
        );
        await field.fill('Call mum tomorrow at 25:00');
        await page.getByRole('button', { name: 'Did you mean “tomorrow”?' }).click();
        await becomes(() => field.inputValue(), 'Call mum tomorrow');
        await hasFocus(field);
        await becomes(() => marks(page), ['understood: tomorrow']);
      }),
    );

    it(
      'asks whether the lines that are pasted are a task each, and takes them back together',
      scenario(async ({ api, open }) => {
        const page = await open();
        const dialog = page.getByRole('dialog', { name: 'Add 3 tasks?' });
        const stored = async () =>
          (await api.get('/api/tasks')).body.items.map(({ title, due }: StoredTask) => [title, due?.date]);
        await paste(page, '- [ ] Buy milk on 31 Jan 2031\n\n2. Call mum\n• Post the letter');
        await becomes(
          () => dialog.getByRole('listitem').allInnerTexts(),
          ['Buy milk\n31 Jan 2031', 'Call mum', 'Post the letter'],
        );
        await dialog.getByRole('button', { name: 'Add 3 tasks' }).click();
        await becomes(() => titles(page), ['Buy milk', 'Call mum', 'Post the letter']);
        const wanted = [
          ['Buy milk', '2031-01-31'],
          ['Call mum', undefined],
          ['Post the letter', undefined],
        ];
        await becomes(stored, wanted);
        await toast(page, 'Added 3 tasks').getByRole('button', { name: 'Undo' }).click();
        await becomes(stored, []);
        await paste(page, 'one\ntwo\nthree');
        await dialog.getByRole('button', { name: 'Add as one' }).click();
        await becomes(() => page.getByLabel('New task').inputValue(), 'one two three');
      }),
    );

    it(
      'completes a tag by the keyboard and the pointer',
      scenario(async ({ api, open }) => {
        await api.post('/api/tasks', { title: 'Old', tags: ['garden', 'garage', 'home'] });
        const page = await open();
        const field = page.getByRole('combobox', { name: 'New task' });
        const options = page.getByRole('listbox', { name: 'Tags' }).getByRole('option');
        await field.pressSequentially('Rake #ga');
        await becomes(async () => (await options.allInnerTexts()).sort(), ['#garage', '#garden']);
        await field.press('ArrowDown');
        const [first] = await options.allInnerTexts();
        await field.press('Enter');
        await becomes(() => field.inputValue(), `Rake ${first} `);
        await field.pressSequentially('#ho');
        await options.filter({ hasText: '#home' }).waitFor();
        await field.press('Tab');
        await becomes(() => field.inputValue(), `Rake ${first} #home `);
        await hasFocus(field);
        await field.pressSequentially('#g');
        await options.first().waitFor();
        await field.press('Escape');
        await options.first().waitFor({ state: 'detached' });
        assert.equal(await field.inputValue(), `Rake ${first} #home #g`);
        await field.press('Backspace');
        await options.filter({ hasText: '#garden' }).click();
        await becomes(() => field.inputValue(), `Rake ${first} #home #garden `);
        await field.press('Enter');
        await taskLink(page, 'Rake').waitFor();
      }),
    );

    it(
      'takes one after the other as quickly as they are typed, each once and in order',
      scenario(async ({ api, open }) => {
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
      scenario(async ({ api, open }) => {
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
        await becomes(() => titles(page), ['Sweep the yard']);

        await page.goto('/?tag=garden&priority=high');
        await addTask(page, 'Sow #seeds');
        const second = await soon('it is stored', () => stored('Sow'));
        assert.deepEqual([second.tags.sort(), second.priority], [['garden', 'seeds'], 'high']);
        await page.reload();
        await becomes(() => titles(page), ['Sow']);
      }),
    );

    it(
      'leads to what the view cannot hold: what the text says wins',
      scenario(async ({ api, open }) => {
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
      scenario(async ({ api, open }) => {
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
      scenario(async ({ api, open }) => {
        const page = await open();
        const text = 'x'.repeat(201);
        await addTask(page, text);
        await page
          .getByRole('alert')
          .filter({ hasText: 'The title has 201 characters; at most 200 are allowed.' })
          .waitFor();
        await becomes(() => page.getByLabel('New task').inputValue(), text);
        assert.deepEqual((await api.get('/api/tasks')).body.items, []);
      }),
    );
  });
}
