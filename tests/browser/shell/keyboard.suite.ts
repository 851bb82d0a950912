import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { taskLink, taskRow, titles } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes, hasFocus } from '../support/waiting.ts';

/** By what a person knows it: its text, or what it is called. */
function focused(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent;
  });
}

const messagesSaid = (page: Page) => page.getByRole('log', { name: 'Messages' }).locator('ol > li');

const focuses = (page: Page, name: string) => becomes(() => focused(page), name);

export function keyboardSuite(scenario: Scenario): void {
  describe('the keyboard', () => {
    it(
      'is enough to add, find, edit and complete a task',
      scenario(async ({ api, open }) => {
        await api.post('/api/tasks', { title: 'In the way' });
        const page = await open();
        const { keyboard } = page;
        await taskLink(page, 'In the way').waitFor();
        await keyboard.press('q');
        await focuses(page, 'New task');
        await keyboard.type('Write to Ann on 31 Jan 2031 #letters');
        await page.getByRole('list', { name: 'Understood' }).getByText('#letters').waitFor();
        await keyboard.press('Enter');
        await taskLink(page, 'Write to Ann').waitFor();
        await keyboard.press('Escape');
        await keyboard.press('/');
        await focuses(page, 'Search tasks');
        await keyboard.type('ann');
        await becomes(() => titles(page), ['Write to Ann']);
        await keyboard.press('Enter'); // out of the field, where letters are letters
        await keyboard.press('j');
        await focuses(page, 'Write to Ann');
        await keyboard.press('e');
        await focuses(page, 'Title');
        await keyboard.press('End');
        await keyboard.type('a');
        await keyboard.press('Enter');
        await taskLink(page, 'Write to Anna').waitFor();
        await keyboard.press('Escape');
        await focuses(page, 'Write to Anna');
        await keyboard.press('x');
        await becomes(async () => {
          const { items } = (await api.get('/api/tasks?status=completed')).body;
          return items.map(({ title }: { title: string }) => title);
        }, ['Write to Anna']);
      }),
    );

    it(
      'leaves Enter and Escape to an input method, also where the browser marks them by their code alone',
      scenario(async ({ api, open }) => {
        const { body: task } = await api.post('/api/tasks', { title: 'Buy milk' });
        const page = await open(`/tasks/${task.id}`);
        const isLeftAlone = (field: string, key: string) =>
          page
            .getByLabel(field, { exact: true })
            .evaluate(
              (element, key) =>
                element.dispatchEvent(
                  new KeyboardEvent('keydown', { key, keyCode: 229, bubbles: true, cancelable: true }),
                ),
              key,
            );
        for (const field of ['New task', 'Search tasks', 'Add a tag', 'Title', 'Message']) {
          if (field === 'Message') await page.getByRole('button', { name: 'Chat', exact: true }).click();
          await page.getByLabel(field, { exact: true }).fill('Buy');
          // Its list of proposals closes by Escape, which the library sees to.
          const keys = field === 'Add a tag' ? ['Enter'] : ['Enter', 'Escape'];
          for (const key of keys) assert.equal(await isLeftAlone(field, key), true, `${field}: ${key}`);
          await becomes(() => page.getByLabel(field, { exact: true }).inputValue(), 'Buy');
        }
        assert.equal(await messagesSaid(page).count(), 0);
      }),
    );

    it(
      'goes through the rows, and sets due date and priority there',
      scenario(async ({ api, open }) => {
        for (const day of ['01', '02', '03']) {
          await api.post('/api/tasks', { title: `Task ${day}`, due: { date: `2031-01-${day}` } });
        }
        const page = await open();
        const { keyboard } = page;
        await taskLink(page, 'Task 03').waitFor();
        for (const [key, title] of [...'jjjk'].map((key, index) => [key, `Task 0${[1, 2, 3, 2][index]}`] as const)) {
          await keyboard.press(key);
          await focuses(page, title);
        }
        await keyboard.press('p');
        await hasFocus(page.getByRole('dialog', { name: 'Priority' }));
        await keyboard.press('1');
        await taskRow(page, 'Task 02').getByText('Urgent').waitFor();
        await focuses(page, 'Task 02');
        await keyboard.press('d');
        await hasFocus(page.getByRole('dialog', { name: 'When is it due?' }));
        await keyboard.press('ArrowUp');
        await focuses(page, 'Due, in words');
        await keyboard.type('5 Feb 2031 18:00');
        await page.getByText('Enter: 5 Feb 2031 18:00').waitFor();
        await keyboard.press('Enter');
        await becomes(() => titles(page), ['Task 01', 'Task 03', 'Task 02']);
        await focuses(page, 'Task 02');
        await keyboard.press('k');
        await focuses(page, 'Task 03');
        await keyboard.press('Enter');
        await page.getByRole('article', { name: 'Task 03' }).waitFor();
        await keyboard.press('Escape');
        await page.getByRole('article', { name: 'Task 03' }).waitFor({ state: 'detached' });
        await focuses(page, 'Task 03');
        await keyboard.press('x');
        await becomes(() => titles(page), ['Task 01', 'Task 02']);
        await focuses(page, 'Task 02');
      }),
    );

    it(
      'types letters into fields, and does nothing else there',
      scenario(async ({ api, open }) => {
        await api.post('/api/tasks', { title: 'Stays' });
        const page = await open();
        const { keyboard } = page;
        await taskLink(page, 'Stays').waitFor();
        await keyboard.press('n');
        await focuses(page, 'New task');
        await keyboard.type('xjkedpqn/?');
        await becomes(() => page.getByLabel('New task').inputValue(), 'xjkedpqn/?');
        await keyboard.press('Control+k');
        await hasFocus(page.getByRole('combobox', { name: 'Go to or do' }));
        await keyboard.type('search');
        await page.getByRole('option', { name: 'Search' }).waitFor();
        await keyboard.press('Enter');
        await focuses(page, 'Search tasks');
        await keyboard.type('x?');
        await becomes(() => page.getByLabel('Search tasks').inputValue(), 'x?');
        await keyboard.press('Escape');
        await becomes(() => titles(page), ['Stays']);
        await page.getByLabel('Search tasks').press('Enter'); // out of the field, where letters are letters
        await keyboard.press('j');
        await focuses(page, 'Stays');
        assert.equal(await page.getByRole('dialog').count(), 0);
        assert.deepEqual(await titles(page), ['Stays']);
        assert.equal((await api.get('/api/tasks?status=open')).body.items.length, 1);
      }),
    );

    it(
      'shows its keys, and is held by that dialog until Escape',
      scenario(async ({ api, open }) => {
        await api.post('/api/tasks', { title: 'Not touched' });
        const page = await open();
        const { keyboard } = page;
        await taskLink(page, 'Not touched').waitFor();
        await keyboard.press('j');
        await keyboard.press('?');
        const help = page.getByRole('dialog', { name: 'Keys' });
        await help.getByText('Complete the task, or reopen it').waitFor();
        await hasFocus(help);
        await keyboard.press('x');
        await keyboard.press('q');
        for (let stop = 0; stop < 4; stop += 1) {
          await keyboard.press('Tab');
          await hasFocus(help); // at its end the focus goes round by way of a guard that is outside
        }
        await keyboard.press('Escape');
        await help.waitFor({ state: 'detached' });
        await focuses(page, 'Not touched');
        assert.equal((await api.get('/api/tasks?status=open')).body.items.length, 1);
      }),
    );

    it(
      'shows what can be typed beside its keys, one table at a time',
      scenario(async ({ open }) => {
        const page = await open();
        await page
          .getByRole('textbox', { name: 'New task' })
          .or(page.getByRole('combobox', { name: 'New task' }))
          .waitFor();
        await page.keyboard.press('?');
        const help = page.getByRole('dialog', { name: 'Keys and words' });
        const table = help.getByRole('table').filter({ hasText: 'first monday of every month' });
        await help.getByText('Repetition', { exact: true }).focus();
        assert.equal(await table.isVisible(), false);
        await page.keyboard.press('Enter');
        await table.waitFor();
        const cells = 'Invoice first monday of every month Invoice 2026-12-07 every month on the 1st Mon';
        await table.getByRole('row', { name: cells }).waitFor();
      }),
    );

    it(
      'goes to a view by g and its letter',
      scenario(async ({ open }) => {
        const page = await open();
        for (const [letter, name] of ['tToday', 'uUpcoming', 'iInbox', 'aActivity'].map((one) => [
          one[0]!,
          one.slice(1),
        ])) {
          await page.keyboard.press('g');
          await page.keyboard.press(letter!);
          await page.getByRole('heading', { level: 1, name: name! }).waitFor();
        }
      }),
    );

    it(
      'reaches the list by the first stop, and every button by name',
      scenario(async ({ api, open }) => {
        await api.post('/api/tasks', { title: 'Reached' });
        const page = await open();
        await taskLink(page, 'Reached').waitFor();
        await page.keyboard.press('Tab');
        await focuses(page, 'Skip to the list');
        const nameless = await page
          .getByRole('button')
          .evaluateAll(
            (buttons) => buttons.filter((button) => !(button.ariaLabel || button.textContent?.trim())).length,
          );
        assert.equal(nameless, 0);
      }),
    );
  });
}
