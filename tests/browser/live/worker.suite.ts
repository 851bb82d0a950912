import assert from 'node:assert/strict';
import { clientOf, password } from '../../support/api-client.ts';
import { toast } from '../support/list.page.ts';
import type { Person, Scenario } from '../support/scenario.ts';
import {
  click,
  hasSkippedWaiting,
  installNextWorker,
  pretendToSubscribe,
  push,
  recordOpened,
  recordShown,
  takeOverAtOnce,
} from '../support/service-worker.ts';
import { openWithWorker } from '../support/stored-page.ts';
import { becomes, soon } from '../support/waiting.ts';

/** Opens the page of a person with one task, and says what a push service sends of its reminder. */
async function openWithReminder(person: Person) {
  const { body: task } = await person.api.post('/api/tasks', { title: 'Pay rent' });
  const page = await openWithWorker(person, 'Pay rent');
  const [worker = assert.fail()] = page.context().serviceWorkers();
  const [taskId, fireAt] = [task.id, '2031-01-31T08:00:00.000Z'];
  return {
    page,
    worker,
    taskId,
    reminder: { title: 'Pay rent', body: 'This is due', taskId, reminderId: taskId, fireAt },
  };
}

/** What the service worker does besides opening the page without a network. */
export function workerSuite(scenario: Scenario): void {
  describe('with its service worker', () => {
    it(
      'shows a pushed reminder, whose buttons complete and snooze without the page, once, and which says what did not work',
      scenario(async ({ api, open }) => {
        const { page, worker, taskId, reminder } = await openWithReminder({ api, open });
        const shown = await recordShown(worker);
        await push(worker, reminder);
        await push(worker, reminder);
        assert.deepEqual(await shown(), [['Pay rent', 'This is due', 'Complete, Snooze 1 h']]);
        await page.goto('about:blank');
        const read = async () => (await api.get(`/api/tasks/${taskId}`)).body;
        for (let n = 0; n < 2; n += 1) await click(worker, reminder, 'snooze');
        const snoozed = await read();
        assert.ok(Date.parse(snoozed.snoozedUntil) > Date.now() + 3_000_000);
        for (let n = 0; n < 2; n += 1) await click(worker, reminder, 'complete');
        const { completed, version } = await read();
        assert.deepEqual([completed, version], [true, snoozed.version + 1]);
        await api.delete(`/api/tasks/${taskId}`);
        await click(worker, { ...reminder, fireAt: '2031-01-31T09:00:00.000Z' }, 'complete');
        assert.deepEqual(await shown(), [['Pay rent', 'The task is no longer there.', 'Complete, Snooze 1 h']]);
      }),
    );

    it(
      'opens the task of a clicked reminder in a window that is there, and else in a new one',
      scenario(async ({ api, open }) => {
        const { page, worker, taskId, reminder } = await openWithReminder({ api, open });
        const opened = await recordOpened(worker);
        await page.getByLabel('New task').fill('Half typed');
        await click(worker, reminder, '');
        await page.getByRole('article', { name: 'Pay rent' }).waitFor();
        assert.equal(await page.getByLabel('New task').inputValue(), 'Half typed');
        assert.deepEqual(await opened(), ['focused']);
        await page.goto('data:text/html,');
        await click(worker, reminder, '');
        assert.deepEqual(await opened(), ['focused', `/tasks/${taskId}`]);
      }),
    );

    it(
      'says that a new version is ready, and loads it on demand',
      scenario(async ({ api, open }) => {
        const { page, worker } = await openWithReminder({ api, open });
        await page.context().addInitScript(installNextWorker);
        await page.reload();
        const reload = toast(page, 'A new version of the page is ready').getByRole('button', { name: 'Reload' });
        await reload.waitFor();
        await page.evaluate(takeOverAtOnce);
        await reload.press('Enter');
        await soon('the page is loaded again', () => page.evaluate(() => !('isOld' in window)).catch(() => false));
        assert.equal(await page.evaluate(() => sessionStorage.getItem('sent')), '{"type":"activate"}');
        assert.equal(await worker.evaluate(hasSkippedWaiting), true);
      }),
    );

    it(
      'is subscribed in the settings, after saying what that does, until its person signs out',
      scenario(async ({ api, open, system }) => {
        const page = await open('/settings', { serviceWorkers: 'allow' });
        await page.context().addInitScript(pretendToSubscribe);
        await page.reload();
        await page.evaluate(async () => void (await navigator.serviceWorker.ready));
        const device = page.getByRole('switch', { name: 'On this device' });
        await page.getByText('Reminders appear on this device, also while the page is closed.').waitFor();
        await device.press('Space');
        const devices = async () =>
          (await api.get('/api/export')).body.pushDevices.map(({ service }: { service: string }) => service);
        await becomes(devices, ['fcm.googleapis.com']);
        await device.press('Space');
        await becomes(devices, []);
        await device.press('Space');
        await becomes(devices, ['fcm.googleapis.com']);
        await page.getByRole('button', { name: 'Sign out', exact: true }).press('Enter');
        await page.getByRole('button', { name: 'Sign in' }).first().waitFor();
        const { token } = (await api.post('/api/auth/login', { email: api.email, password })).body;
        const again = clientOf(system.urls.backend, { user: { id: api.userId }, token, email: api.email });
        assert.deepEqual((await again.get('/api/export')).body.pushDevices, []);
      }),
    );
  });
}
