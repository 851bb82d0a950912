import { request } from '../../support/api-client.ts';
import { taskLink, toast } from '../support/list.page.ts';
import type { PageTarget } from '../support/page-system.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes, hasFocus, soon } from '../support/waiting.ts';

/** As the cron binding does every ten seconds. */
async function check({ urls, secrets }: PageTarget): Promise<void> {
  await request(`${urls.backend}/reminder-check`, 'POST', {}, { 'dapr-api-token': secrets.tokens.backend.appApiToken });
}

export function reminderSuite(scenario: Scenario): void {
  describe('reminders', () => {
    it(
      'appear when they are due, are counted until they are read, and lead to their task',
      scenario(async ({ api, open, system }) => {
        const page = await open();
        await page.getByText('Nothing here yet').waitFor();
        // Toasts tell what happens while the page is connected, and a connected page shows what is added elsewhere.
        await api.post('/api/tasks', { title: 'Added elsewhere' });
        await taskLink(page, 'Added elsewhere').waitFor();
        const remind = async (title: string, fields = {}) => {
          await api.post('/api/tasks', { title, reminders: [{ at: new Date().toISOString() }], ...fields });
          await check(system);
        };
        await remind('Call mum');
        await toast(page, 'Reminder: Call mum').waitFor();
        await page.getByRole('button', { name: 'Notifications, 1 unread' }).waitFor();
        // At this end of the world a day ends when it has begun in Berlin.
        await remind('Call dad', { due: { date: '2031-01-31', timeZone: 'Etc/GMT+12' } });
        await toast(page, 'Reminder: Call dad').getByText('Due 31 Jan 2031', { exact: true }).waitFor();
        await page.getByRole('button', { name: 'Notifications, 2 unread' }).click();
        const panel = page.getByRole('complementary', { name: 'Notifications' });
        await panel.getByRole('button', { name: 'Mark “Call mum” as read' }).click();
        await page.getByRole('button', { name: 'Notifications, 1 unread' }).waitFor();
        await panel.getByRole('button', { name: /Unread: Call dad/ }).click();
        await page.getByRole('article', { name: 'Call dad' }).waitFor();
        await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
        await soon('all is read', async () => (await api.get('/api/notifications')).body.unread === 0);
        await toast(page, 'Reminder: Call mum').getByRole('button', { name: 'Open' }).click();
        await page.getByRole('article', { name: 'Call mum' }).waitFor();
      }),
    );

    it(
      'are done and postponed from their toast, which then goes from every tab',
      scenario(async ({ api, open, system }) => {
        const page = await open();
        const other = await page.context().newPage();
        await other.goto('/');
        // Connected pages show what is added elsewhere.
        await soon('both are connected', async () => {
          await api.post('/api/tasks', { title: 'Added elsewhere' });
          return (
            (await taskLink(page, 'Added elsewhere').count()) > 0 &&
            (await taskLink(other, 'Added elsewhere').count()) > 0
          );
        });
        const remind = async (title: string) => {
          const { body } = await api.post('/api/tasks', { title, reminders: [{ at: new Date().toISOString() }] });
          await check(system);
          for (const tab of [page, other]) await toast(tab, `Reminder: ${title}`).waitFor();
          return async () => (await api.get(`/api/tasks/${body.id}`)).body;
        };
        const goes = async (title: string) => {
          for (const tab of [page, other]) await toast(tab, `Reminder: ${title}`).waitFor({ state: 'detached' });
        };
        const rent = await remind('Pay rent');
        await toast(page, 'Reminder: Pay rent').getByRole('button', { name: 'Complete' }).press('Enter');
        await soon('it is done', async () => (await rent()).completed);
        await goes('Pay rent');
        const call = await remind('Call mum');
        await toast(other, 'Reminder: Call mum').getByRole('button', { name: 'Snooze 1 h' }).press('Enter');
        await soon('it is postponed', async () => Date.parse((await call()).snoozedUntil) > Date.now() + 3_000_000);
        await goes('Call mum');
      }),
    );

    it(
      'say by what else they were sent, and can all be marked as read',
      scenario(async ({ api, open, system }) => {
        for (const title of ['One', 'Two', 'Three']) {
          await api.post('/api/tasks', { title, reminders: [{ at: new Date().toISOString() }] });
        }
        await check(system);
        await soon('they are in the log, and sent by e-mail', async () => {
          const { items } = (await api.get('/api/notifications')).body;
          return items.filter(({ channels }: { channels: string[] }) => channels.includes('email')).length === 3;
        });
        const page = await open();
        await page.getByRole('button', { name: 'Notifications, 3 unread' }).click();
        const panel = page.getByRole('complementary', { name: 'Notifications' });
        await becomes(() => panel.getByText('Also sent by e-mail', { exact: true }).count(), 3);
        await page.getByRole('button', { name: 'Mark all as read' }).click();
        await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
        await soon('all is read', async () => (await api.get('/api/notifications')).body.unread === 0);
        await hasFocus(panel); // which the button had that is gone
        await page.keyboard.press('Escape');
        await panel.waitFor({ state: 'detached' });
      }),
    );
  });
}
