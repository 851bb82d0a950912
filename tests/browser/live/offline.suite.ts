import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { addTask, openTask, taskLink, taskRow, titles, toggleTask } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes } from '../support/waiting.ts';

const cutOff = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION_FAILED|WebSocket connection to/;
const waits = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words }).waitFor();

/**
 * Collects the requests from now on that change tasks and get a response. The returned function lists them in the order in which
 * they were sent, which is not always that of Playwright's events.
 */
function changesOf(context: BrowserContext): () => Promise<string[]> {
  const sent: { change: string; at: number }[] = [];
  context.on('response', (response) => {
    const request = response.request();
    const path = new URL(request.url()).pathname.replace(/[0-9a-f-]{36}/, ':id');
    if (!path.startsWith('/api/tasks') || request.method() === 'GET') return;
    sent.push({ change: `${request.method()} ${path}`, at: request.timing().startTime });
  });
  return async () => sent.toSorted((one, other) => one.at - other.at).map(({ change }) => change);
}

/** How many changes the browser has written down, which is a moment after they are shown. */
function kept(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('todo-edits');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('edits').objectStore('edits').getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result.flat().length);
          };
        };
      }),
  );
}

export function offlineSuite(scenario: Scenario): void {
  describe('without a network', () => {
    it(
      'goes on, says so, and sends what was done in order when the network is back',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(cutOff);
        const { body: task } = await api.post('/api/tasks', { title: 'There before' });
        const page = await open();
        await openTask(page, 'There before');
        await page.getByRole('article', { name: 'There before' }).waitFor();
        const sent = changesOf(page.context());
        await page.context().setOffline(true);
        await waits(page, 'Offline');
        await addTask(page, 'Added offline');
        await taskRow(page, 'Added offline').getByText('Not sent yet').waitFor();
        await page.getByLabel('Title', { exact: true }).fill('Renamed offline');
        await page.getByLabel('Description').focus();
        await taskLink(page, 'Renamed offline').waitFor();
        await toggleTask(page, 'Renamed offline');
        await becomes(() => titles(page), ['Added offline']);
        await waits(page, 'Offline · 3 changes wait');
        assert.equal((await api.get(`/api/tasks/${task.id}`)).body.version, 1);
        await page.context().setOffline(false);
        await becomes(async () => {
          const { title, completed } = (await api.get(`/api/tasks/${task.id}`)).body;
          return [title, completed];
        }, ['Renamed offline', true]);
        await page.getByText('Not sent yet').waitFor({ state: 'detached' });
        await page.getByRole('status').filter({ hasText: 'Offline' }).waitFor({ state: 'detached' });
        await becomes(() => titles(page), ['Added offline']);
        await becomes(sent, ['POST /api/tasks', 'PATCH /api/tasks/:id', 'POST /api/tasks/:id/complete']);
      }),
    );

    it(
      'keeps what was done over a reload, and sends it once',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(cutOff);
        const { body: task } = await api.post('/api/tasks', { title: 'Kept' });
        const page = await open();
        await taskLink(page, 'Kept').waitFor();
        const context = page.context();
        await context.setOffline(true);
        await addTask(page, 'First, offline');
        await addTask(page, 'Second, offline');
        await toggleTask(page, 'Kept');
        await waits(page, '3 changes wait');
        await becomes(() => kept(page), 3);

        // The page loads again before the server takes changes.
        const refusing = (url: URL) => url.pathname.startsWith('/api/tasks');
        await context.route(refusing, (route) =>
          route.request().method() === 'GET' ? route.continue() : route.abort('connectionfailed'),
        );
        // A page that is being closed can live long enough to notice that the network is back, so it loses its means to send first.
        await page.evaluate(() => {
          window.fetch = () => new Promise(() => undefined);
        });
        await page.close();
        await context.setOffline(false);
        const next = await context.newPage();
        await next.goto('/');
        await becomes(async () => (await titles(next)).sort(), ['First, offline', 'Second, offline']);
        assert.equal((await api.get('/api/tasks')).body.items.length, 1);

        const sent = changesOf(context);
        await context.unroute(refusing);
        await becomes(async () => {
          const { items } = (await api.get('/api/tasks?sort=title')).body;
          return items.map(({ title, completed }: { title: string; completed: boolean }) => [title, completed]);
        }, [
          ['First, offline', false],
          ['Kept', true],
          ['Second, offline', false],
        ]);
        await next.getByText('Not sent yet').first().waitFor({ state: 'detached' });
        await becomes(async () => (await titles(next)).sort(), ['First, offline', 'Second, offline']);
        // A task is added when its text has been read, which may be after the click that follows.
        await becomes(
          async () => (await sent()).toSorted(),
          ['POST /api/tasks', 'POST /api/tasks', 'POST /api/tasks/:id/complete'],
        );
        assert.equal((await api.get(`/api/tasks/${task.id}`)).body.version, 2);
      }),
    );

    for (const status of [500, 503, 425, 429]) {
      it(
        `keeps what was done when the server answers ${status}, and sends it again`,
        scenario(async ({ api, open, expectConsoleErrors }) => {
          expectConsoleErrors(new RegExp(`status of ${status}`));
          const { body: task } = await api.post('/api/tasks', { title: 'Before' });
          const page = await open(`/tasks/${task.id}`);
          await page.getByRole('article', { name: 'Before' }).waitFor();
          const problem = { code: 'trouble', title: 'Something went wrong' };
          let refused = 0;
          await page.route(`**/api/tasks/${task.id}`, (route) => {
            if (route.request().method() !== 'PATCH' || refused > 0) return route.continue();
            refused += 1;
            return route.fulfill({ status, json: problem });
          });
          await page.getByLabel('Title', { exact: true }).fill('After');
          await page.getByLabel('Title', { exact: true }).press('Enter');
          await becomes(async () => (await api.get(`/api/tasks/${task.id}`)).body.title, 'After');
          await page.getByText('Saving…').waitFor({ state: 'detached' });
          assert.equal(refused, 1);
          assert.equal(await page.getByText('was not stored').count(), 0);
        }),
      );
    }

    it(
      'adds once what was sent twice, because the answer was lost',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(cutOff);
        const page = await open();
        await page.getByText('Nothing here yet').waitFor();
        let lost = 0;
        await page.route('**/api/tasks', async (route) => {
          if (route.request().method() !== 'POST' || lost > 0) return route.continue();
          lost += 1;
          await route.fetch();
          await route.abort('connectionfailed');
        });
        await addTask(page, 'Only once');
        await page.getByText('Not sent yet').waitFor();
        await page.getByText('Not sent yet').waitFor({ state: 'detached' });
        assert.equal(lost, 1);
        await becomes(() => titles(page), ['Only once']);
        assert.equal((await api.get('/api/tasks')).body.items.length, 1);
      }),
    );
  });
}
