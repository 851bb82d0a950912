import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { clientOf, password } from '../../support/api-client.ts';
import { taskLink, toast } from '../support/list.page.ts';
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
  windowsOf,
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

/** Shows reminders on this device while a tab is open, takes the tab for one in the background, and records what it shows and by which tag. */
function showInTheBackground(userId: string): void {
  if (location.protocol === 'about:') return; // what a new tab has before the page
  localStorage.setItem('reminders-here', JSON.stringify({ userId, push: false }));
  Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
  Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  const shown: string[][] = [];
  Object.assign(window, { shown });
  ServiceWorkerRegistration.prototype.showNotification = async (title, { tag = '' } = {}) =>
    void shown.push([title, tag]);
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
        await becomes(() => windowsOf(worker), 0);
        await click(worker, reminder, '');
        assert.deepEqual(await opened(), ['focused', `/tasks/${taskId}`]);
      }),
    );

    it(
      'stores the files of the page and nothing else, and leaves the services to the network',
      scenario(async ({ expectConsoleErrors, ...person }) => {
        expectConsoleErrors(/ERR_INTERNET_DISCONNECTED|WebSocket connection to/);
        const { page } = await openWithReminder(person);
        const stored = await page.evaluate(async () => {
          const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
          return all.flat().map(({ url }) => new URL(url).pathname);
        });
        assert.ok(stored.includes('/index.html'));
        assert.deepEqual(
          stored.filter((path) => !/^\/(index\.html$|manifest\.webmanifest$|(assets|icons)\/)/.test(path)),
          [],
        );
        await page.goto('/api/docs');
        assert.match(await page.title(), / API$/);
        await page.context().setOffline(true);
        await page.goto('/settings');
        await page.getByRole('heading', { name: 'Settings' }).waitFor();
        await assert.rejects(page.evaluate(() => fetch('/api/config')));
      }),
    );

    it(
      'shows a reminder as one notification, though several tabs in the background have heard of it',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(/status of 404/);
        const first = await open('/', { serviceWorkers: 'allow' });
        await first.evaluate(async () => void (await navigator.serviceWorker.ready));
        const context = first.context();
        const missing = { code: 'not_found', title: 'Not found', status: 404 };
        await context.route('**/api/push/key', (route) => route.fulfill({ status: 404, json: missing }));
        await context.addInitScript(showInTheBackground, api.userId);
        const tabs = [first, await context.newPage()];
        for (const tab of tabs) await tab.goto('/');
        await soon('both are connected', async () => {
          await api.post('/api/tasks', { title: 'Added elsewhere' });
          const counts = await Promise.all(tabs.map((tab) => taskLink(tab, 'Added elsewhere').count()));
          return counts.every((count) => count > 0);
        });
        await api.post('/api/tasks', { title: 'Pay rent', reminders: [{ at: new Date().toISOString() }] });
        const shownBy = (tab: Page) => tab.evaluate(() => (window as unknown as { shown: string[][] }).shown);
        for (const tab of tabs) await soon('it is shown', async () => (await shownBy(tab)).length > 0);
        const [one, other] = [await shownBy(first), await shownBy(tabs[1]!)];
        assert.deepEqual(
          one.map(([title]) => title),
          ['Pay rent'],
        );
        assert.deepEqual(other, one);
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
      scenario(async ({ api, open, system, expectConsoleErrors }) => {
        expectConsoleErrors(/status of 401/); // the socket may end before the response to signing out is there
        const page = await open('/settings', { serviceWorkers: 'allow' });
        await page.context().addInitScript(pretendToSubscribe);
        await page.reload();
        await page.evaluate(async () => void (await navigator.serviceWorker.ready));
        const device = page.getByRole('switch', { name: 'On this device' });
        const press = async (checked: boolean) => {
          await page.getByRole('switch', { name: 'On this device', checked, disabled: false }).waitFor();
          await device.press('Space');
        };
        await page.getByText('Reminders appear on this device, also while the page is closed.').waitFor();
        await press(false);
        const devices = async () =>
          (await api.get('/api/export')).body.pushDevices.map(({ service }: { service: string }) => service);
        await becomes(devices, ['fcm.googleapis.com']);
        await press(true);
        await becomes(devices, []);
        await press(false);
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
