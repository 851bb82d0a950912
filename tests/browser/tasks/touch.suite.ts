import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Finger } from '../support/finger.ts';
import { outline, taskLink, taskList, taskRow, titles, toast } from '../support/list.page.ts';
import { phone, type Scenario } from '../support/scenario.ts';
import { addSummerList } from '../support/summer-list.ts';
import { becomes } from '../support/waiting.ts';

const handle = (page: Page, title: string) => page.getByRole('button', { name: `Move: ${title}`, exact: true });

export function touchSuite(scenario: Scenario): void {
  describe('a finger', () => {
    it(
      'swipes a task to complete or to postpone it, selects it by a long press, and scrolls past it',
      scenario(async ({ api, open }) => {
        for (const title of ['Apples', 'Bread', 'Cheese']) await api.post('/api/tasks', { title });
        const page = await open('/?sort=title', phone);
        const finger = await Finger.on(page);
        await becomes(() => titles(page), ['Apples', 'Bread', 'Cheese']);
        await finger.down(taskLink(page, 'Apples'));
        await finger.move(180, 4);
        await finger.up();
        await becomes(() => titles(page), ['Bread', 'Cheese']);
        await becomes(async () => (await api.get('/api/tasks?status=completed')).body.items.length, 1);
        await toast(page, 'Completed “Apples”').waitFor();
        await finger.down(taskLink(page, 'Bread'));
        await finger.move(-180, 4);
        await finger.up();
        const due = page.getByRole('dialog', { name: 'When is it due?' });
        await due.getByRole('button', { name: 'Tomorrow' }).press('Enter');
        await taskRow(page, 'Bread').getByText('Tomorrow').waitFor();
        await finger.down(taskLink(page, 'Cheese'));
        await finger.move(4, 120);
        await finger.up();
        await finger.down(taskLink(page, 'Cheese'));
        const bar = page.getByRole('region', { name: 'Selected tasks' });
        await bar.getByText('1 selected').waitFor();
        await finger.up();
        await taskRow(page, 'Cheese').getByText('Selected:').waitFor();
        await taskLink(page, 'Bread').tap();
        await bar.getByText('2 selected').waitFor();
        assert.equal(new URL(page.url()).pathname, '/');
      }),
    );

    it(
      'moves a task within the own order of a list by its handle, which a tap makes a menu; what moved where is said',
      scenario(async ({ api, open }) => {
        const address = `/?list=${await addSummerList(api)}`;
        const page = await open(address, phone);
        await becomes(() => outline(page), ['Trip', '-Pack', '-Book', 'Garden', 'Paint']);
        await taskList(page).and(page.locator('[data-draggable]')).waitFor();
        await handle(page, 'Paint').tap();
        await page.getByRole('menuitem', { name: 'Move up' }).press('Enter');
        await becomes(() => outline(page), ['Trip', '-Pack', '-Book', 'Paint', 'Garden']);
        const finger = await Finger.on(page);
        const drag = async (title: string, dx: number, rows: number) => {
          const { height } = (await taskRow(page, title).boundingBox())!;
          await finger.down(handle(page, title));
          await finger.move(dx, rows * height);
          assert.equal(await page.locator('[data-swipe]').count(), 0);
          await finger.up();
        };
        await drag('Garden', 0, -1.25);
        await becomes(() => outline(page), ['Trip', '-Pack', '-Book', 'Garden', 'Paint']);
        await page.getByText('Garden is now number 2 of 3').waitFor();
        await drag('Book', -150, 0.25);
        await becomes(() => outline(page), ['Trip', '-Pack', 'Book', 'Garden', 'Paint']);
        await page.getByText('Book is now number 2 of 4').waitFor();
        await page.reload();
        await becomes(() => outline(page), ['Trip', '-Pack', 'Book', 'Garden', 'Paint']);
      }),
    );

    it(
      'finds every button as large as itself',
      scenario(async ({ api, open }) => {
        const { body: list } = await api.post('/api/lists', { name: 'Summer' });
        const { body: trip } = await api.post('/api/tasks', { title: 'Trip', listId: list.id, tags: ['home'] });
        await api.post('/api/tasks', { title: 'Pack', parentId: trip.id, reminders: [{ at: '2031-01-31T09:00:00Z' }] });
        const page = await open(`/?list=${list.id}`, phone);
        const small = async (view: string) => {
          const found = await page.locator('button, [role=checkbox], input, select').evaluateAll((controls) =>
            controls
              .filter((one) => one.checkVisibility() && !one.closest('[inert], .visually-hidden'))
              // The frame of a field may be that of the element around it.
              .map((one) => ({ one, box: (one.matches('input') ? one.parentElement! : one).getBoundingClientRect() }))
              .filter(({ box: { width, height } }) => Math.round(width) < 44 || Math.round(height) < 44)
              .map(({ one, box: { width, height } }) => `${one.ariaLabel ?? one.textContent} ${width} × ${height}`),
          );
          assert.deepEqual(found, [], view);
        };
        await taskLink(page, 'Pack').waitFor();
        await small('the list');
        await taskLink(page, 'Trip').press('v');
        await page.getByRole('region', { name: 'Selected tasks' }).getByText('1 selected').waitFor();
        await small('the selection');
        await page.keyboard.press('Escape');
        await taskLink(page, 'Pack').press('Enter');
        await page.getByRole('button', { name: 'Snooze' }).waitFor();
        await small('a task');
        await page.getByRole('button', { name: 'Close task' }).press('Enter');
        await page.getByRole('button', { name: 'Filters' }).press('Enter');
        await page.getByRole('dialog', { name: 'Filters' }).waitFor();
        await small('the filters');
      }),
    );
  });
}
