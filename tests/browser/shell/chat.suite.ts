import type { Page } from 'playwright-core';
import { taskLink, titles } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes } from '../support/waiting.ts';

const messages = (page: Page) => page.getByRole('log', { name: 'Messages' }).locator('ol > li');

/** Says it, and waits for the whole answer. */
async function say(page: Page, message: string): Promise<void> {
  const before = await messages(page).count();
  await page.getByLabel('Message', { exact: true }).fill(message);
  await page.getByLabel('Message', { exact: true }).press('Enter');
  await becomes(() => messages(page).count(), before + 2);
  await page.getByText('Answering…').waitFor({ state: 'detached' });
  // A screen reader reads the message when it is complete.
  await page.locator('[role=log][aria-live=polite][aria-busy=false]').waitFor();
}

export function chatSuite(scenario: Scenario): void {
  describe('the chat', () => {
    it(
      'adds, lists and deletes, and the list beside it follows',
      scenario(async ({ api, open }) => {
        const page = await open('/?sort=created&order=asc');
        await page.getByRole('button', { name: 'Chat', exact: true }).click();
        await say(page, 'add buy milk');
        await say(page, 'add water the plants');
        await becomes(
          async () => (await titles(page)).map((title) => title.toLowerCase()).sort(),
          ['buy milk', 'water the plants'],
        );
        await say(page, 'list my tasks');
        await messages(page).last().getByRole('list', { name: 'What was done' }).getByText('Found').waitFor();
        await becomes(async () => (await listed(page)).length, 2);
        const [, second = ''] = await listed(page);
        await say(page, 'delete the second one');
        await messages(page).last().getByText(`Delete "${second}"? Answer yes or no.`).waitFor();
        await becomes(async () => (await titles(page)).length, 2);
        await say(page, 'yes');
        await messages(page).last().getByText('Deleted', { exact: true }).waitFor();
        await becomes(async () => (await titles(page)).includes(second), false);
        await becomes(async () => (await titles(page)).length, 1);
        await becomes(async () => (await api.get('/api/tasks')).body.items.length, 1);
      }),
    );

    it(
      'shows what it would change, and does it when that is applied; a question is answered by a button',
      scenario(async ({ api, open }) => {
        for (const title of ['Call mum', 'Call Bob']) await api.post('/api/tasks', { title });
        const isDone = async () =>
          (await api.get('/api/tasks?sort=title')).body.items.map(({ completed }: { completed: boolean }) => completed);
        const page = await open();
        await page.getByRole('button', { name: 'Chat', exact: true }).click();
        await say(page, 'complete all tasks');
        await messages(page).last().getByText('Complete these 2 tasks?').waitFor();
        const proposal = page.getByRole('group', { name: 'Proposal' });
        await proposal.getByRole('button', { name: 'Cancel' }).press('Enter');
        await becomes(
          () => page.getByRole('region', { name: 'Conversation' }).evaluate((it) => it === document.activeElement),
          true,
        );
        await messages(page).last().getByText('All right, I did nothing.').waitFor();
        await becomes(isDone, [false, false]);
        await say(page, 'complete all tasks');
        await page.reload();
        await page.getByRole('button', { name: 'Chat', exact: true }).click();
        await proposal.getByRole('button', { name: 'Apply' }).press('Enter');
        await becomes(isDone, [true, true]);
        await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter');
        await becomes(isDone, [false, false]);
        await page.getByText('Answering…').waitFor({ state: 'detached' });
        await say(page, 'complete call');
        await page.reload();
        await page.getByRole('button', { name: 'Chat', exact: true }).click();
        await page.getByRole('group', { name: 'Answers' }).getByRole('button', { name: 'Call mum' }).press('Enter');
        await becomes(isDone, [false, true]);
        await messages(page).last().getByRole('checkbox', { name: 'Completed: Call mum', checked: true }).waitFor();
        const field = page.getByLabel('Message', { exact: true });
        await field.press('ArrowUp');
        await becomes(() => field.inputValue(), '"Call mum"');
      }),
    );

    it(
      'keeps what was said, and begins anew on demand',
      scenario(async ({ open }) => {
        const page = await open();
        await page.getByRole('button', { name: 'Chat', exact: true }).click();
        await page.getByRole('button', { name: 'Add buy milk #home p2' }).click();
        await taskLink(page, 'Buy milk').or(taskLink(page, 'buy milk')).waitFor();
        await page.getByText('Answering…').waitFor({ state: 'detached' });
        await page.reload();
        await page.getByRole('button', { name: 'Chat', exact: true }).click();
        await messages(page).filter({ hasText: 'Add buy milk #home p2' }).waitFor();
        await page.getByRole('button', { name: 'New conversation' }).click();
        await page.getByRole('region', { name: 'Suggestions' }).waitFor();
        await page.getByRole('button', { name: 'Earlier conversations' }).click();
        await page.getByRole('button', { name: /^Add buy milk #home p2/ }).click();
        await messages(page).filter({ hasText: 'Add buy milk #home p2' }).waitFor();
        await page.getByRole('button', { name: 'Close chat' }).click();
        await page.getByRole('complementary', { name: 'Chat' }).waitFor({ state: 'detached' });
      }),
    );

    it(
      'says so when it did not understand, and when it cannot be reached',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(/ERR_CONNECTION_FAILED|ERR_FAILED/);
        await api.post('/api/tasks', { title: 'Untouched' });
        const page = await open();
        await page.getByRole('button', { name: 'Chat', exact: true }).click();
        await say(page, 'colourless green ideas sleep furiously');
        await becomes(() => titles(page), ['Untouched']);
        await page.route('**/api/chat', (route) => route.abort('connectionfailed'));
        await page.getByLabel('Message', { exact: true }).fill('list');
        await page.getByLabel('Message', { exact: true }).press('Enter');
        await messages(page).getByText('The server cannot be reached').waitFor();
        await page.unroute('**/api/chat');
        await page.getByRole('button', { name: 'Try again' }).click();
        await messages(page).last().getByText('Found').waitFor();
      }),
    );
  });
}

/** The tasks that the last answer names, in its order. */
async function listed(page: Page): Promise<string[]> {
  return messages(page).last().getByRole('list', { name: 'What was done' }).getByRole('link').allTextContents();
}
