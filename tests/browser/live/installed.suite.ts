import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { clientOf, password } from '../../support/api-client.ts';
import { addTask, openTask, taskLink, titles, toast, toggleTask } from '../support/list.page.ts';
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
import { becomes, soon } from '../support/waiting.ts';

const cutOff = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION_FAILED|WebSocket connection to/;

/** Opens the page, and waits until it would open without a network as well. */
async function openWithWorker(person: Person, title: string, options = {}): Promise<Page> {
  const page = await person.open('/', { serviceWorkers: 'allow', ...options });
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await taskLink(page, title).waitFor();
  await soon('what it shows is stored', async () => (await stored(page)).includes(title));
  return page;
}

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

/** Everything that the page has stored, as text. */
function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const all: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        await new Promise((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(all.push(...reading.result));
          reading.onerror = () => reject(reading.error);
        });
      }
      database.close();
    }
    return JSON.stringify(all);
  });
}

async function reopen(context: BrowserContext, path = '/'): Promise<Page> {
  for (const page of context.pages()) await page.close();
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

async function signInAs({ api }: Person, context: BrowserContext, url: string): Promise<void> {
  await context.clearCookies();
  await context.addCookies([{ name: 'session', value: api.token, url }]);
}

const waits = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words }).waitFor();
const all = async ({ api }: Person) =>
  (await api.get('/api/tasks?sort=title')).body.items.map(
    ({ title, completed }: { title: string; completed: boolean }) => (completed ? `${title} (completed)` : title),
  );

export function installedSuite(scenario: Scenario): void {
  describe('with its service worker', () => {
    it(
      'opens without a network, keeps what is done over being closed, and sends it once',
      scenario(async ({ expectConsoleErrors, ...ada }) => {
        expectConsoleErrors(cutOff);
        await ada.api.post('/api/tasks', { title: 'There before', description: 'With a text' });
        const context = (await openWithWorker(ada, 'There before')).context();
        await context.setOffline(true);
        const first = await reopen(context);
        await openTask(first, 'There before');
        await first.getByRole('article', { name: 'There before' }).getByText('With a text').waitFor();
        await addTask(first, 'Added offline');
        await toggleTask(first, 'There before');
        await waits(first, 'Offline · 2 changes wait');
        await soon('it is written down', async () => /"add".*"complete"|"complete".*"add"/.test(await stored(first)));
        const second = await reopen(context, '/settings');
        await second.getByRole('heading', { name: 'Settings' }).waitFor();
        await second.getByRole('link', { name: 'Todo' }).press('Enter');
        await becomes(() => titles(second), ['Added offline']);
        assert.deepEqual(await all(ada), ['There before']);
        await context.setOffline(false);
        await becomes(() => all(ada), ['Added offline', 'There before (completed)']);
        await second.getByText('Not sent yet').waitFor({ state: 'detached' });
        await becomes(() => titles(second), ['Added offline']);
        assert.deepEqual(await all(ada), ['Added offline', 'There before (completed)']);
      }),
    );

    it(
      'shows and sends nothing of one person to the next one in the same browser',
      scenario(async ({ expectConsoleErrors, another, system, ...ada }) => {
        expectConsoleErrors(cutOff);
        await ada.api.post('/api/tasks', { title: 'Of Ada' });
        const eve = await another();
        await eve.api.post('/api/tasks', { title: 'Of Eve' });
        const context = (await openWithWorker(ada, 'Of Ada')).context();
        await context.setOffline(true);
        const open = await reopen(context);
        await taskLink(open, 'Of Ada').waitFor();
        await addTask(open, 'Secret of Ada');
        await waits(open, '1 change waits');
        await signInAs(eve, context, system.urls.page);
        await context.setOffline(false);
        // The page loads again.
        await taskLink(open, 'Of Eve').waitFor();
        assert.deepEqual(await titles(open), ['Of Eve']);
        await soon('what she sees is stored', async () => (await stored(open)).includes('Of Eve'));
        await context.setOffline(true);
        const offline = await reopen(context);
        await becomes(() => titles(offline), ['Of Eve']);
        assert.doesNotMatch(await stored(offline), /"title":"Of Ada"/);
        assert.deepEqual(await all(eve), ['Of Eve']);
        // What Ada has done waits for Ada.
        await signInAs(ada, context, system.urls.page);
        await context.setOffline(false);
        await becomes(() => all(ada), ['Of Ada', 'Secret of Ada']);
        assert.deepEqual(await all(eve), ['Of Eve']);
      }),
    );

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
