import { openTask, taskRow } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes } from '../support/waiting.ts';

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
  });
}
