import assert from 'node:assert/strict';
import { taskLink, taskRow, titles, toast } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes, hasFocus } from '../support/waiting.ts';

const names = ['Apples', 'Bread', 'Cheese', 'Dates'];

export function selectionSuite(scenario: Scenario): void {
  describe('the selection', () => {
    it(
      'is made by clicks and keys; all selected are changed by one request, and undone and redone in one step',
      scenario(async ({ api, open }) => {
        await api.post('/api/tasks/batch', { tasks: names.map((title) => ({ title })) });
        const page = await open('/?sort=title');
        const writes: string[] = [];
        page.on('request', (request) => {
          if (request.method() !== 'GET') writes.push(`${request.method()} ${new URL(request.url()).pathname}`);
        });
        const bar = page.getByRole('region', { name: 'Selected tasks' });
        await taskLink(page, 'Apples').click({ modifiers: ['Control'] });
        await taskLink(page, 'Cheese').click({ modifiers: ['Shift'] });
        await bar.getByText('3 selected').waitFor();
        await taskLink(page, 'Bread').press('v');
        await bar.getByText('2 selected').waitFor();
        await taskRow(page, 'Cheese').getByText('Selected:').waitFor();

        await page.keyboard.press('p');
        await page.getByRole('dialog', { name: 'Priority' }).getByRole('button', { name: 'Urgent' }).press('Enter');
        const urgent = async () =>
          (await api.get('/api/tasks?priority=urgent&sort=title')).body.items.map(
            ({ title }: { title: string }) => title,
          );
        await becomes(urgent, ['Apples', 'Cheese']);
        await toast(page, 'Changed 2 tasks').waitFor();
        assert.deepEqual(writes, ['POST /api/tasks/update']);
        await page.keyboard.press('Control+z');
        await becomes(urgent, []);
        await page.keyboard.press('Control+Shift+Z');
        await becomes(urgent, ['Apples', 'Cheese']);
        await page.keyboard.press('Escape');
        await bar.waitFor({ state: 'detached' });
      }),
    );

    it(
      'is given a due, tags and a list by its bar and the keyboard, each undone in one step',
      scenario(async ({ api, open }) => {
        const { body: home } = await api.post('/api/lists', { name: 'Home' });
        const tasks = names.map((title) => ({ title, tags: title === 'Apples' ? ['fruit'] : [] }));
        await api.post('/api/tasks/batch', { tasks });
        const page = await open('/?sort=title');
        const { keyboard } = page;
        const bar = page.getByRole('region', { name: 'Selected tasks' });
        const opened = async (button: string, title: string) => {
          await bar.getByRole('button', { name: button, exact: true }).press('Enter');
          const picker = page.getByRole('dialog', { name: title });
          await hasFocus(picker);
          return picker;
        };
        const stored = (field: 'due' | 'tags' | 'listId') => async () =>
          (await api.get('/api/tasks?sort=title')).body.items.map((task: Record<string, unknown>) => task[field]);
        const isUndone = async (read: () => Promise<unknown>, before: unknown) => {
          await keyboard.press('Control+z');
          await becomes(read, before);
          await bar.getByText('2 selected').waitFor();
        };
        await taskLink(page, 'Apples').press('v');
        await taskLink(page, 'Cheese').press('v');
        await bar.getByText('2 selected').waitFor();

        const due = await opened('Due', 'When is it due?');
        await keyboard.press('ArrowUp');
        await hasFocus(due.getByLabel('Due, in words'));
        await keyboard.type('2031-01-31');
        await due.getByText('Enter:').waitFor();
        await keyboard.press('Enter');
        const dates = async () => (await stored('due')()).map((due: { date: string } | null) => due?.date);
        await becomes(dates, ['2031-01-31', undefined, '2031-01-31', undefined]);
        await hasFocus(bar.getByRole('button', { name: 'Due', exact: true }));
        await isUndone(dates, Array(4).fill(undefined));

        const tags = await opened('Tags', 'Tags');
        await tags.getByRole('button', { name: '#fruit' }).press('Enter');
        await keyboard.press('ArrowDown');
        await hasFocus(tags.getByLabel('Another tag'));
        await keyboard.type('shop');
        await keyboard.press('Enter');
        await tags.getByRole('button', { name: '#shop', pressed: true }).waitFor();
        await keyboard.press('ArrowDown');
        await hasFocus(tags.getByRole('button', { name: 'Apply to 2 tasks' }));
        await keyboard.press('Enter');
        await becomes(stored('tags'), [['fruit', 'shop'], [], ['fruit', 'shop'], []]);
        await isUndone(stored('tags'), [['fruit'], [], [], []]);

        const list = await opened('List', 'To which list?');
        await keyboard.press('ArrowDown');
        await hasFocus(list.getByRole('button', { name: 'Home' }));
        await keyboard.press('Enter');
        await becomes(stored('listId'), [home.id, null, home.id, null]);
        await isUndone(stored('listId'), Array(4).fill(null));
      }),
    );

    it(
      'of more than a hundred is changed in several requests, with their progress shown, and undone in one step',
      scenario(async ({ api, open }) => {
        const all = Array.from({ length: 120 }, (_, index) => ({ title: `Task ${index}` }));
        for (const tasks of [all.slice(0, 60), all.slice(60)]) await api.post('/api/tasks/batch', { tasks });
        const page = await open('/?sort=title');
        const writes: string[] = [];
        let release = () => {};
        const held = new Promise<void>((resolve) => {
          release = resolve;
        });
        await page.route('**/api/tasks/{complete,update}', async (route) => {
          writes.push(new URL(route.request().url()).pathname);
          if (writes.length === 2) await held;
          await route.continue();
        });
        await taskLink(page, 'Task 0').press('Control+a');
        const bar = page.getByRole('region', { name: 'Selected tasks' });
        await bar.getByRole('button', { name: 'Select all' }).press('Enter');
        await bar.getByText('120 selected').waitFor();
        await bar.getByRole('button', { name: 'Complete' }).press('Enter');
        const done = toast(page, 'Completed 120 tasks');
        await done.getByText('100 of 120 are saved').waitFor();
        release();
        await done.getByText('All are saved').waitFor();
        const openCount = async () => (await api.get('/api/tasks/counts')).body.open;
        await becomes(openCount, 0);
        await done.getByRole('button', { name: 'Undo' }).press('Enter');
        await becomes(openCount, 120);
        assert.deepEqual(writes, [...Array(2).fill('/api/tasks/complete'), ...Array(2).fill('/api/tasks/update')]);
      }),
    );

    it(
      'is worked on without a network, and undone; what is left is sent later',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(/ERR_INTERNET_DISCONNECTED/);
        await api.post('/api/tasks/batch', { tasks: names.map((title) => ({ title })) });
        const page = await open('/?sort=title');
        await taskLink(page, 'Apples').press('v');
        await page.getByRole('button', { name: 'Select nothing' }).press('Enter');
        await page.context().setOffline(true);
        await taskLink(page, 'Apples').press('Control+a');
        await page.keyboard.press('Delete');
        await toast(page, 'Deleted 4 tasks').getByRole('button', { name: 'Undo' }).press('Enter');
        await becomes(() => titles(page), names);
        await taskLink(page, 'Apples').press('Control+a');
        await taskLink(page, 'Dates').press('v');
        await page.keyboard.press('x');
        await becomes(() => titles(page), ['Dates']);
        await page.context().setOffline(false);
        const left = async () => (await api.get('/api/tasks?status=open')).body.items.length;
        await becomes(left, 1);
        await becomes(async () => (await api.get('/api/tasks?status=completed')).body.items.length, 3);
      }),
    );
  });
}
