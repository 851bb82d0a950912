import assert from 'node:assert/strict';
import { taskLink, taskRow, titles, toast } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes } from '../support/waiting.ts';

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
