import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import { addTask, openTask, taskLink, titles, toggleTask } from '../support/list.page.ts';
import type { Person, Scenario } from '../support/scenario.ts';
import { openWithWorker, stored } from '../support/stored-page.ts';
import { becomes, soon } from '../support/waiting.ts';

const cutOff = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION_FAILED|WebSocket connection to/;

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
  (await api.get('/api/tasks')).body.items
    .map(({ title, completed }: { title: string; completed: boolean }) => (completed ? `${title} (completed)` : title))
    .sort();

/** With events and without. */
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
  });
}
