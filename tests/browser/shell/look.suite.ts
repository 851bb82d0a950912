import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { request } from '../../support/api-client.ts';
import { addTask, openTask, taskLink, taskList, toast, toggleTask } from '../support/list.page.ts';
import { phone, type Scenario } from '../support/scenario.ts';
import { becomes, hasFocus } from '../support/waiting.ts';

/** Of each place that shows one of these words: what else the innermost element shows that isolates its text. */
function textBesideIsolated(words: string[]): string[] {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const beside: string[] = [];
  while (texts.nextNode()) {
    const word = words.find((one) => texts.currentNode.textContent?.includes(one));
    let element = texts.currentNode.parentElement;
    if (!word || !element?.checkVisibility()) continue;
    while (element && !/isolate|plaintext/.test(getComputedStyle(element).unicodeBidi)) element = element.parentElement;
    const all = element?.textContent ?? 'not isolated';
    beside.push(all.replace(/(complete )?Rent \u202edrawkcab\u202c|\u2067gat\u2069/, ''));
  }
  return beside;
}

export function lookSuite(scenario: Scenario): void {
  describe('the look', () => {
    it(
      'fits a phone: nothing is cut off, and an open task takes the place of the list',
      scenario(async ({ api, open }) => {
        const title = `An unbreakably-${'long'.repeat(30)} title`;
        await api.post('/api/tasks', { title, tags: ['home'], due: { date: '2031-01-31' } });
        await api.post('/api/tasks', { title: 'Short' });
        const page = await open('/', phone);
        const width = () => page.evaluate(() => document.documentElement.scrollWidth);
        await taskLink(page, title).waitFor();
        await becomes(width, 390);
        const top = async () => (await taskList(page).boundingBox())?.y ?? 1_000;
        await becomes(async () => (await top()) <= 120, true);
        await page.getByRole('button', { name: 'Add a task' }).tap();
        await hasFocus(page.getByLabel('New task'));
        await addTask(page, 'Bread');
        await page.getByLabel('New task').press('Escape');
        await taskLink(page, 'Bread').waitFor();
        await page.getByRole('button', { name: 'Filters' }).tap();
        await page
          .getByRole('dialog', { name: 'Filters' })
          .getByRole('button', { name: /^#home/ })
          .tap();
        await page.getByRole('button', { name: 'Show tasks' }).tap();
        await taskLink(page, 'Short').waitFor({ state: 'detached' });
        await taskLink(page, title).tap();
        await page.getByRole('article', { name: title }).waitFor();
        await becomes(width, 390);
        const isOutOfReach = () => page.getByLabel('New task').evaluate((field) => field.closest('[inert]') !== null);
        await becomes(isOutOfReach, true);
        await page.goBack();
        await taskLink(page, title).waitFor();
        for (const panel of ['Chat', 'Notifications']) {
          await page.getByRole('button', { name: panel, exact: true }).tap();
          await page.getByRole('complementary', { name: panel }).waitFor();
          await becomes(width, 390);
          await page.getByRole('button', { name: `Close ${panel.toLowerCase()}` }).tap();
        }
        await page.getByRole('link', { name: 'Settings' }).tap();
        await page.getByRole('heading', { name: 'Settings' }).waitFor();
        await becomes(width, 390);
      }),
    );

    it(
      'lets a title run as its script does',
      scenario(async ({ open }) => {
        const page = await open();
        await addTask(page, 'לקנות חלב ולחם');
        await addTask(page, 'Buy bread');
        const direction = (title: string) => taskLink(page, title).evaluate((link) => getComputedStyle(link).direction);
        await becomes(() => direction('לקנות חלב ולחם'), 'rtl');
        await becomes(() => direction('Buy bread'), 'ltr');
        await openTask(page, 'לקנות חלב ולחם');
        const title = page.getByLabel('Title', { exact: true });
        await becomes(() => title.evaluate((field) => getComputedStyle(field).direction), 'rtl');
      }),
    );

    it(
      'begins every title in the same column, and isolates what people wrote in a sentence',
      scenario(async ({ api, open }) => {
        const { body: task } = await api.post('/api/tasks', { title: 'לקנות חלב!' });
        await api.patch(`/api/tasks/${task.id}`, { title: 'שלום!' });
        await api.post('/api/tasks', { title: `${'مرحبا بالعالم '.repeat(10)}!` });
        await api.post('/api/tasks', { title: 'Buy bread' });
        const page = await open('/?sort=created&order=asc');
        await taskLink(page, 'Buy bread').waitFor();
        const starts = () =>
          page.locator('[data-row-link]').evaluateAll((links) =>
            links.map((link) => {
              const text = document.createRange();
              text.selectNodeContents(link);
              return Math.round(Math.min(...[...text.getClientRects()].map(({ left }) => left)));
            }),
          );
        await becomes(async () => [(await starts()).length, new Set(await starts()).size], [3, 1]);
        await openTask(page, 'שלום!');
        const activity = page.getByRole('region', { name: 'Activity' });
        await becomes(() => activity.locator('bdi').allTextContents(), ['לקנות חלב!', 'שלום!']);
        await toggleTask(page, 'שלום!');
        await toast(page, 'Completed “שלום!”').locator('bdi').getByText('שלום!').waitFor();
      }),
    );

    it(
      'isolates every text of a person wherever it is shown, so that one that is turned around turns nothing beside it',
      scenario(async ({ api, open, system }) => {
        const [title, tag] = ['Rent \u202edrawkcab\u202c', '\u2067gat\u2069'];
        const { body: task } = await api.post('/api/tasks', { title: 'Before', tags: [tag] });
        const page = await open();
        await openTask(page, 'Before');
        await page.getByRole('article', { name: 'Before' }).waitFor();
        await api.patch(`/api/tasks/${task.id}`, { title: 'Rent \u202edrawkcab' });
        // The page is connected once it shows the change, and announces reminders from then on.
        await page.getByRole('article', { name: title }).waitFor();
        await api.patch(`/api/tasks/${task.id}`, { reminders: [{ at: new Date().toISOString() }] });
        await becomes(() => page.title(), `\u2068${title}\u2069 · Todo`);
        await request(
          `${system.urls.backend}/reminder-check`,
          'POST',
          {},
          { 'dapr-api-token': system.secrets.tokens.backend.appApiToken },
        );
        await page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
        const shown = (within: Locator) => within.getByText('drawkcab').first().waitFor();
        await shown(page.getByRole('complementary', { name: 'Notifications' }));
        await shown(page.getByRole('region', { name: 'Announcements' }));
        await shown(page.getByRole('region', { name: 'Activity' }));
        const beside = await page.evaluate(textBesideIsolated, ['drawkcab', 'gat']);
        await page.getByRole('button', { name: 'Chat', exact: true }).click();
        await page.getByLabel('Message', { exact: true }).fill(`complete ${title}`);
        await page.getByLabel('Message', { exact: true }).press('Enter');
        await page.getByRole('list', { name: 'What was done' }).getByText('Completed').waitFor();
        beside.push(...(await page.evaluate(textBesideIsolated, ['drawkcab', 'gat'])));
        assert.ok(beside.length > 10, `${beside}`);
        assert.deepEqual([...new Set(beside)].sort(), ['', '#']);
      }),
    );

    it(
      'shows tasks at 400 % zoom, and an open one has all of the window',
      scenario(async ({ api, open }) => {
        for (const title of ['One', 'Two', 'Three']) await api.post('/api/tasks', { title });
        const page = await open('/?sort=created&order=asc', { viewport: { width: 320, height: 256 } });
        const bottom = (title: string) =>
          taskLink(page, title).evaluate((link) => link.closest('li')!.getBoundingClientRect().bottom);
        await becomes(async () => (await bottom('One')) <= 256, true);
        await becomes(() => page.evaluate(() => document.documentElement.scrollWidth), 320);
        await openTask(page, 'One');
        await page.getByRole('article', { name: 'One' }).waitFor();
        const detail = page.getByRole('complementary', { name: 'Task' });
        await becomes(async () => (await detail.boundingBox())?.y, 0);
      }),
    );

    it(
      'leaves the list its room beside an open task',
      scenario(async ({ api, open }) => {
        const { body: task } = await api.post('/api/tasks', { title: 'One', tags: ['home'] });
        const page = await open(`/tasks/${task.id}`, { viewport: { width: 1024, height: 768 } });
        await page.getByRole('article', { name: 'One' }).waitFor();
        const width = async () => (await taskList(page).boundingBox())?.width ?? 0;
        await becomes(async () => (await width()) >= 480, true);
        await page.getByRole('button', { name: 'Filters' }).waitFor();
        await page.getByRole('button', { name: 'Close task' }).click();
        await page.getByRole('region', { name: 'Filters' }).getByRole('button', { name: '#home 1 open' }).waitFor();
      }),
    );

    it(
      'stands still for those who want it to',
      scenario(async ({ api, open }) => {
        await api.post('/api/tasks', { title: 'Calm' });
        const page = await open('/', { reducedMotion: 'reduce' });
        await page.evaluate(() => {
          const moved: string[] = [];
          for (const type of ['transitionrun', 'animationstart'] as const) {
            addEventListener(type, (event) => moved.push(`${type} of ${(event.target as Element).outerHTML}`), true);
          }
          Object.assign(window, { moved });
        });
        await openTask(page, 'Calm');
        await page.getByRole('article', { name: 'Calm' }).waitFor();
        await page.keyboard.press('?');
        await hasFocus(page.getByRole('dialog', { name: 'Keys' }));
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Chat', exact: true }).click();
        await hasFocus(page.getByRole('complementary', { name: 'Chat' }));
        await toggleTask(page, 'Calm');
        await page.getByRole('button', { name: 'Undo' }).waitFor();
        assert.deepEqual(await page.evaluate(() => (window as unknown as { moved: string[] }).moved), []);
      }),
    );
  });
}
