import type { Scenario } from '../support/scenario.ts';
import { becomes } from '../support/waiting.ts';

export function activitySuite(scenario: Scenario): void {
  describe('the activity of the account', () => {
    it(
      'is told by day, also what was completed alone, and undone there',
      scenario(async ({ api, open }) => {
        const { body: task } = await api.post('/api/tasks', { title: 'Sweep' });
        await api.patch(`/api/tasks/${task.id}`, { title: 'Sweep the yard' });
        await api.post(`/api/tasks/${task.id}/complete`);
        const page = await open();
        await page
          .getByRole('navigation', { name: 'Views' })
          .getByRole('link', { name: 'Activity', exact: true })
          .press('Enter');
        const day = page.getByRole('region', { name: /^Today/ });
        const rows = () => day.getByRole('listitem').count();
        await becomes(rows, 3);
        await page.getByRole('button', { name: 'Completed', exact: true }).press('Enter');
        await becomes(rows, 1);
        await day.getByText('1 completed').waitFor();
        await day.getByRole('button', { name: /^Undo: Sweep the yard/ }).press('Enter');
        await becomes(async () => (await api.get(`/api/tasks/${task.id}`)).body.completed, false);
        await page.getByRole('button', { name: 'Changed', exact: true }).press('Enter');
        await day.getByRole('button', { name: /^Undo: Sweep the yard.*renamed/ }).press('Enter');
        await becomes(async () => (await api.get(`/api/tasks/${task.id}`)).body.title, 'Sweep');
        await page.getByRole('button', { name: 'All', exact: true }).press('Enter');
        await becomes(rows, 5);
      }),
    );
  });
}
