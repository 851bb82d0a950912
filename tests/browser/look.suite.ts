import assert from 'node:assert/strict';
import { addTask, taskLink, tick } from './support/list.page.ts';
import { phone, type Visit } from './support/visit.ts';
import { becomes, hasFocus } from './support/waiting.ts';

export function lookSuite(visit: Visit): void {
  describe('the look', () => {
    it(
      'fits a phone: nothing is cut off, and an open task takes the place of the list',
      visit(async ({ api, open }) => {
        const title = `An unbreakably-${'long'.repeat(30)} title`;
        await api.post('/api/tasks', { title, tags: ['home'], due: { date: '2031-01-31' } });
        await api.post('/api/tasks', { title: 'Short' });
        const page = await open('/', phone);
        const width = () => page.evaluate(() => document.documentElement.scrollWidth);
        await taskLink(page, title).waitFor();
        await becomes(width, 390);
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
      visit(async ({ open }) => {
        const page = await open();
        await addTask(page, 'לקנות חלב ולחם');
        await addTask(page, 'Buy bread');
        const direction = (title: string) => taskLink(page, title).evaluate((link) => getComputedStyle(link).direction);
        await becomes(() => direction('לקנות חלב ולחם'), 'rtl');
        await becomes(() => direction('Buy bread'), 'ltr');
        await taskLink(page, 'לקנות חלב ולחם').click();
        const title = page.getByLabel('Title', { exact: true });
        await becomes(() => title.evaluate((field) => getComputedStyle(field).direction), 'rtl');
      }),
    );

    it(
      'stands still for those who want it to',
      visit(async ({ api, open }) => {
        await api.post('/api/tasks', { title: 'Calm' });
        const page = await open('/', { reducedMotion: 'reduce' });
        await page.evaluate(() => {
          const moved: string[] = [];
          for (const type of ['transitionrun', 'animationstart'] as const) {
            addEventListener(type, (event) => moved.push(`${type} of ${(event.target as Element).outerHTML}`), true);
          }
          Object.assign(window, { moved });
        });
        await taskLink(page, 'Calm').click();
        await page.getByRole('article', { name: 'Calm' }).waitFor();
        await page.keyboard.press('?');
        await hasFocus(page.getByRole('dialog', { name: 'Keys' }));
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Chat', exact: true }).click();
        await page.getByRole('complementary', { name: 'Chat' }).waitFor();
        await tick(page, 'Calm').click();
        await page.getByRole('button', { name: 'Undo' }).waitFor();
        assert.deepEqual(await page.evaluate(() => (window as unknown as { moved: string[] }).moved), []);
      }),
    );
  });
}
