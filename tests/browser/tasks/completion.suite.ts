import assert from 'node:assert/strict';
import { openTask, taskLink, taskRow, tick, titles, toast, toggleTask } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes, soon } from '../support/waiting.ts';

const monthly = {
  title: 'Pay rent',
  due: { date: '2031-01-31', time: '09:00' },
  recurrence: { frequency: 'monthly' },
};

export function completionSuite(scenario: Scenario): void {
  describe('completing and deleting', () => {
    it(
      'completes at once, and undoes it',
      scenario(async ({ api, open }) => {
        const { body: task } = await api.post('/api/tasks', { title: 'Sweep' });
        await api.post('/api/tasks', { title: 'Another' });
        const page = await open();
        await tick(page, 'Sweep').click();
        await becomes(() => titles(page), ['Another']);
        const completed = async () => (await api.get(`/api/tasks/${task.id}`)).body.completed;
        await becomes(completed, true);
        await toast(page, 'Completed “Sweep”').getByRole('button', { name: 'Undo' }).click();
        await taskLink(page, 'Sweep').waitFor();
        await becomes(completed, false);
        await becomes(() => tick(page, 'Sweep').getAttribute('aria-checked'), 'false');
      }),
    );

    it(
      'says when a recurring task comes next, and undoing it takes that back',
      scenario(async ({ api, open }) => {
        await api.post('/api/tasks', monthly);
        const page = await open();
        await toggleTask(page, 'Pay rent');
        const done = toast(page, 'Completed “Pay rent”');
        await done.getByText('Next: 28 Feb 2031 09:00').waitFor();
        await taskRow(page, 'Pay rent').getByText('28 Feb 2031 09:00').waitFor();
        await done.getByRole('button', { name: 'Undo' }).click();
        await taskRow(page, 'Pay rent').getByText('31 Jan 2031 09:00').waitFor();
        await becomes(() => titles(page), ['Pay rent']);
        await becomes(async () => {
          const { items } = (await api.get('/api/tasks')).body;
          return items.map(({ due, completed }: { due: { date: string }; completed: boolean }) => [
            due.date,
            completed,
          ]);
        }, [['2031-01-31', false]]);
      }),
    );

    it(
      'opens again what was completed before',
      scenario(async ({ api, open }) => {
        const { body: task } = await api.post('/api/tasks', { title: 'Not done after all' });
        await api.post(`/api/tasks/${task.id}/complete`);
        const page = await open('/?status=completed');
        await toggleTask(page, 'Not done after all');
        await page.getByText('Nothing completed yet').waitFor();
        await becomes(async () => (await api.get(`/api/tasks/${task.id}`)).body.completed, false);
      }),
    );

    it(
      'deletes at once, and undoes it',
      scenario(async ({ api, open }) => {
        const { body: task } = await api.post('/api/tasks', { title: 'Kept' });
        const page = await open(`/tasks/${task.id}`);
        await page.getByRole('button', { name: 'Delete task' }).click();
        await page.getByText('Nothing here yet').or(page.getByText('All done')).waitFor();
        await toast(page, 'Deleted “Kept”').getByRole('button', { name: 'Undo' }).click();
        await taskLink(page, 'Kept').waitFor();
        await toast(page, 'Deleted “Kept”').waitFor({ state: 'detached' });
        assert.equal((await api.get(`/api/tasks/${task.id}`)).status, 200);
      }),
    );

    it(
      'deletes for good once that is no longer undone, or one leaves',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        // The page may be left before it hears that the task is deleted: the next one deletes it again, and finds it gone.
        expectConsoleErrors(/status of 404/);
        const ids: string[] = [];
        for (const title of ['First', 'Second', 'Third']) ids.push((await api.post('/api/tasks', { title })).body.id);
        const page = await open();
        const isGone = async (id: string) => (await api.get(`/api/tasks/${id}`)).status === 404;
        await openTask(page, 'First');
        await page.getByRole('button', { name: 'Delete task' }).click();
        await toast(page, 'Deleted “First”').getByRole('button', { name: 'Dismiss', includeHidden: true }).click();
        await soon('it is deleted', () => isGone(ids[0] ?? ''));
        await openTask(page, 'Second');
        await page.getByRole('button', { name: 'Delete task' }).click();
        await toast(page, 'Deleted “Second”').waitFor();
        assert.equal(await isGone(ids[1] ?? ''), false);
        await page.reload();
        await becomes(() => titles(page), ['Third']);
        await soon('it is deleted', () => isGone(ids[1] ?? ''));
      }),
    );
  });
}
