import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { formatDate } from '../../../shared/language/format/locale.format.ts';
import { taskLink, taskList, toast } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes, hasFocus } from '../support/waiting.ts';

/** What stands in the list from the top: headings with their first word, and titles. */
function outline(page: Page): Promise<string[]> {
  return taskList(page)
    .locator('h2, [data-row-link]')
    .evaluateAll((parts) =>
      parts.map((part) => (part.tagName === 'H2' ? `# ${part.textContent?.split(' ')[0]}` : (part.textContent ?? ''))),
    );
}

const inWords = (days: number) => formatDate(day(days), 'weekdayAndDay', 'en-GB');
const day = (days: number) => Temporal.Now.plainDateISO('Europe/Berlin').add({ days }).toString();

export function daySuite(scenario: Scenario): void {
  describe('the days of the list', () => {
    it(
      'are its headings, which follow what changes here and elsewhere; what is overdue is rescheduled in one step, and tasks are dragged',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(/status of 412/); // a change that another one overtook is sent again
        const add = async (title: string, date?: string, time?: string) =>
          (await api.post('/api/tasks', { title, ...(date && { due: { date, ...(time && { time }) } }) })).body;
        await add('Report', '2001-01-01', '17:00');
        await add('Letter', '2002-02-02');
        const mum = await add('Call mum', day(0));
        await add('Read');
        const page = await open('/?status=today');
        await becomes(() => outline(page), ['# Overdue', 'Report', 'Letter', '# Today', 'Call mum']);
        await api.patch(`/api/tasks/${mum.id}`, { due: { date: day(1) } });
        await becomes(() => outline(page), ['# Overdue', 'Report', 'Letter']);
        await page.getByRole('button', { name: 'Reschedule all' }).press('Enter');
        await page
          .getByRole('dialog', { name: 'When is it due?' })
          .getByRole('button', { name: 'Tomorrow' })
          .press('Enter');
        await page.getByText('All done for today').waitFor();
        await becomes(async () => (await api.get('/api/tasks?status=overdue')).body.items.length, 0);
        await page.goto('/');
        await becomes(() => outline(page), ['# Tomorrow', 'Report', 'Letter', 'Call mum', '# No', 'Read']);
        await taskLink(page, 'Read').hover();
        await taskList(page).and(page.locator('[data-draggable]')).waitFor();
        await taskLink(page, 'Read').dragTo(taskList(page).getByRole('heading', { name: /^Tomorrow/ }));
        await becomes(async () => (await api.get('/api/tasks?q=read')).body.items[0].due?.date, day(1));
        await toast(page, `Moved “Read” to ${inWords(1)}`)
          .getByRole('button', { name: 'Undo' })
          .press('Enter');
        await becomes(async () => (await api.get('/api/tasks?q=read')).body.items[0].due, null);
      }),
    );

    it(
      'are chosen in the strip of "Upcoming", also those that are not loaded yet',
      scenario(async ({ api, open }) => {
        const tasks = Array.from({ length: 70 }, (_, index) => ({ title: `Soon ${index}`, due: { date: day(1) } }));
        await api.post('/api/tasks/batch', { tasks: [...tasks, { title: 'Later', due: { date: day(9) } }] });
        await api.post('/api/tasks', { title: 'Now', due: { date: day(0) } });
        const page = await open('/?status=upcoming');
        await taskLink(page, 'Soon 0').waitFor();
        await becomes(() => page.getByRole('link', { name: 'Now', exact: true }).count(), 0);
        await page.getByRole('button', { name: 'Later days' }).press('Enter');
        await page.locator(`button[data-drop-day="${day(8)}"]`).press('Enter');
        await hasFocus(taskLink(page, 'Later'));
      }),
    );
  });
}
