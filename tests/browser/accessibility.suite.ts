import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Client } from '../support/api-client.ts';
import { request } from '../support/api-client.ts';
import { violations } from './support/axe.ts';
import { openChoices, openTask, taskLink, toggleTask } from './support/list.page.ts';
import { type Fixtures, phone, type Scenario } from './support/scenario.ts';
import { hasFocus, soon } from './support/waiting.ts';

const note = 'To the *new* account\n\n- [ ] tell [the bank](https://bank.example)\n\n`code`';

/** Something of everything. */
async function furnish({ api, system }: Fixtures): Promise<void> {
  const rent = { title: 'Pay rent', due: { date: '2031-01-31', time: '09:00' }, recurrence: { frequency: 'weekly' } };
  const more = { tags: ['home', 'money'], priority: 'urgent', reminders: [{ minutesBefore: 60 }] };
  await api.post('/api/tasks', { ...rent, ...more, description: note });
  const { body: home } = await api.post('/api/lists', { name: 'Home' });
  const { body: trip } = await api.post('/api/tasks', { title: 'Trip https://example.com', listId: home.id });
  await api.post('/api/tasks', { title: 'Pack', parentId: trip.id });
  await api.post('/api/views', { name: 'Urgent', query: 'status=open&priority=urgent' });
  await api.post('/api/tasks', { title: 'Overdue', due: { date: '2001-01-01' }, priority: 'high' });
  await api.post('/api/tasks', { title: 'לקנות חלב', priority: 'low' });
  const { body: done } = await api.post('/api/tasks', { title: 'Book flights' });
  await api.post(`/api/tasks/${done.id}/complete`);
  await api.post('/api/tasks', { title: 'Call mum', reminders: [{ at: new Date().toISOString() }] });
  const token = { 'dapr-api-token': system.secrets.tokens.backend.appApiToken };
  await request(`${system.urls.backend}/reminder-check`, 'POST', {}, token);
  await soon('it is in the log', async () => (await api.get('/api/notifications')).body.unread === 1);
  await chat(api);
}

async function chat(api: Client): Promise<void> {
  const { conversationId } = (await api.post('/api/chat', { message: 'list my tasks' })).body;
  for (const message of ['make pay rent urgent', 'undo', 'delete pay rent'])
    await api.post('/api/chat', { message, conversationId });
}

const widths: Record<string, BrowserContextOptions> = { '1280 px': {}, '390 px': phone };

export function accessibilitySuite(scenario: Scenario): void {
  describe('accessibility, in light and dark colours', () => {
    for (const [width, options] of Object.entries(widths)) {
      it(
        `is without a violation in every view, ${width} wide`,
        scenario(async (fixtures) => {
          fixtures.expectConsoleErrors(/status of 401/);
          await furnish(fixtures);
          const found: string[] = [];
          const check: Check = async (page, view, part) => {
            found.push(...(await violations(page, view, part)));
          };
          // What is half faded in has another contrast.
          const still = { ...options, reducedMotion: 'reduce' } as const;
          // One browser for all of them: each further one would load and compile the page anew.
          const page = await fixtures.openSignedOut('/', still);
          const signIn = async ({ token }: Client) => {
            await page.context().addCookies([{ name: 'session', value: token, url: fixtures.system.urls.page }]);
            await page.goto('/');
          };
          await signedOut(page, check);
          await signIn((await fixtures.another()).api);
          await empty(page, check);
          await signIn(fixtures.api);
          await list(page, check, width === '390 px', fixtures.api);
          await page.goto('/');
          await panels(page, check);
          if (found.length) throw new Error(found.join('\n'));
        }),
      );
    }
  });
}

type Check = (page: Page, view: string, part?: readonly string[]) => Promise<void>;

async function signedOut(page: Page, check: Check): Promise<void> {
  await check(page, 'sign in');
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByRole('heading', { name: 'Create an account' }).waitFor();
  await check(page, 'sign up');
}

async function empty(page: Page, check: Check): Promise<void> {
  await page.getByText('Nothing here yet').waitFor();
  await check(page, 'nothing yet');
  await page.getByLabel('Search tasks').fill('nothing like it');
  await page.getByText('No task matches').waitFor();
  await check(page, 'no match');
}

async function list(page: Page, check: Check, isNarrow: boolean, api: Client): Promise<void> {
  await taskLink(page, 'Pay rent').waitFor();
  await check(page, 'list');
  if (isNarrow) await page.getByRole('button', { name: 'Add a task' }).click();
  await page.getByLabel('New task').fill('Dentist tomorrow 9am every month #health p1');
  await page.getByRole('list', { name: 'Understood' }).waitFor();
  await check(page, 'quick add');
  await page.getByLabel('New task').fill('');
  await page.getByLabel('New task').press('Escape');
  await page.getByLabel('Search tasks').fill('rent');
  await page.locator('mark').first().waitFor();
  await check(page, 'search');
  await page.getByLabel('Search tasks').fill('');
  await taskLink(page, 'Overdue').waitFor();
  if (isNarrow) {
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('dialog', { name: 'Filters' }).waitFor();
    await check(page, 'filters');
    await page.getByRole('button', { name: 'Show tasks' }).click();
    await page.getByRole('dialog', { name: 'Filters' }).waitFor({ state: 'detached' });
  } else {
    await page.getByRole('region', { name: 'Filters' }).getByRole('button', { name: '#home' }).first().click();
    await page.getByRole('button', { name: 'Remove filter #home' }).waitFor();
    await check(page, 'filters');
    await page.getByRole('button', { name: 'Remove filter #home' }).click();
  }
  for (const [key, name] of [
    ['d', 'When is it due?'],
    ['p', 'Priority'],
    ['?', 'Keys'],
  ] as const) {
    await taskLink(page, 'Overdue').focus();
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name });
    await hasFocus(dialog);
    if (key === '?') await dialog.getByText('Repetition', { exact: true }).click();
    await check(page, name);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  await taskLink(page, 'Overdue').press('Control+k');
  await page.getByRole('combobox', { name: 'Go to or do' }).fill('re');
  await page.getByRole('option', { name: 'Pay rent' }).waitFor();
  await check(page, 'palette');
  await page.keyboard.press('Escape');
  await taskLink(page, 'Overdue').press('v');
  await page.getByRole('button', { name: 'Tags', exact: true }).press('Enter');
  await page.getByRole('dialog', { name: 'Tags' }).waitFor();
  await check(page, 'selection');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Select nothing' }).press('Enter');
  await toggleTask(page, 'Overdue');
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await check(page, 'toast');
  await page.getByRole('button', { name: 'Undo' }).click();
  await taskLink(page, 'Overdue').waitFor();
  const { body: lists } = await api.get('/api/lists');
  await page.goto(`/?list=${lists.items[0].id}`);
  await taskLink(page, 'Pack').waitFor();
  await check(page, 'list in its own order');
  await taskLink(page, 'Pack').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move up' }).waitFor();
  await check(page, 'context menu', ['[role=menu]']);
  await page.keyboard.press('Escape');
  await page.goto('/activity');
  await page.getByRole('button', { name: 'Completed', exact: true }).press('Enter');
  await page.getByText(/^\d completed$/).waitFor();
  await check(page, 'activity');
  await page.goto('/?status=open&priority=urgent');
  await page.getByRole('heading', { level: 1, name: 'Urgent' }).waitFor();
  await check(page, 'kept view');
  await page.goto('/?status=upcoming');
  await page.getByRole('region', { name: 'Days' }).waitFor();
  await check(page, 'upcoming');
  if (isNarrow) {
    await page.getByRole('button', { name: 'More' }).press('Enter');
    await page.getByRole('dialog', { name: 'Views' }).waitFor();
    await check(page, 'views');
    await page.keyboard.press('Escape');
  }
  await openTask(page, 'Pay rent');
  await page.getByRole('article', { name: 'Pay rent' }).waitFor();
  await page.getByText('You added this task').waitFor();
  await check(page, 'detail');
  const subtask = page.getByLabel('Add a subtask');
  await subtask.fill('Call the bank');
  // The contrast of what is out of sight is not looked at.
  await subtask.evaluate((field) => field.closest('form')!.scrollIntoView({ block: 'center' }));
  await check(page, 'new subtask');
  await subtask.press('Enter');
  // It gets another id once the server knows it, and with that another link.
  await page.locator('[data-subtask]:not([data-subtask^="new:"])').waitFor();
  await subtask.press('ArrowUp');
  await hasFocus(page.getByRole('list', { name: 'Subtasks' }));
  await subtask.evaluate((field) => field.scrollIntoView({ block: 'center' }));
  await check(page, 'subtasks that move');
  await openChoices(page.getByRole('combobox', { name: 'Repeat', exact: true }));
  await check(page, 'select', ['[role=listbox]']);
  await closeList(page);
  await openChoices(page.getByRole('button', { name: 'Add reminder' }));
  await check(page, 'menu', ['[role=menu]']);
}

/** It is closed a frame after the key. */
async function closeList(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('listbox').waitFor({ state: 'detached' });
}

async function panels(page: Page, check: Check): Promise<void> {
  await page.getByRole('button', { name: 'Chat', exact: true }).click();
  await page.getByText('Answer yes or no').waitFor();
  await check(page, 'chat');
  await page.getByLabel('Message', { exact: true }).fill('move pay rent to the far side');
  await page.getByLabel('Message', { exact: true }).press('Enter');
  await page.getByRole('group', { name: 'Answers' }).waitFor();
  await check(page, 'question');
  await page.getByRole('button', { name: 'New conversation' }).click();
  await page.getByRole('region', { name: 'Suggestions' }).waitFor();
  await check(page, 'new conversation');
  await page.getByRole('button', { name: 'Close chat' }).click();
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await page.getByRole('button', { name: /Unread: Call mum/ }).waitFor();
  await check(page, 'notifications');
  await page.getByRole('button', { name: 'Close notifications' }).click();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('switch', { name: 'E-mail' }).waitFor();
  await check(page, 'settings');
  await page.getByRole('combobox', { name: 'Time zone', exact: true }).fill('ber');
  await page.getByRole('option', { name: /Berlin/ }).waitFor();
  await check(page, 'time zones', ['[role=combobox][aria-expanded=true]', '[role=listbox]']);
  await closeList(page);
  await page.getByRole('button', { name: 'Delete account…' }).click();
  await page.getByRole('dialog', { name: 'Delete your account?' }).waitFor();
  await check(page, 'delete account');
}
