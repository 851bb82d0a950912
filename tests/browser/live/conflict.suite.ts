import type { Page } from 'playwright-core';
import type { Client } from '../../support/api-client.ts';
import { taskLink } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes, hasFocus } from '../support/waiting.ts';

const cutOff = /ERR_INTERNET_DISCONNECTED|WebSocket connection to/;
const refused = /status of 412/;

/** Renames it without a network, lets somebody else change it meanwhile, and comes back. */
async function collide(page: Page, elsewhere: () => Promise<unknown>): Promise<void> {
  await page.context().setOffline(true);
  await page.getByRole('status').filter({ hasText: 'Offline' }).waitFor();
  await page.getByLabel('Title', { exact: true }).fill('Mine');
  await page.getByLabel('Description').focus();
  await taskLink(page, 'Mine').waitFor();
  await elsewhere();
  await page.context().setOffline(false);
}

async function openTask(api: Client, open: (path: string) => Promise<Page>) {
  const { body: task } = await api.post('/api/tasks', { title: 'Ours' });
  const page = await open(`/tasks/${task.id}`);
  await page.getByRole('article', { name: 'Ours' }).waitFor();
  await taskLink(page, 'Ours').waitFor();
  const read = async () => (await api.get(`/api/tasks/${task.id}`)).body;
  return { task, page, read };
}

export function conflictSuite(scenario: Scenario): void {
  describe('a task that was changed in two places', () => {
    it(
      'is asked about, can wait, and becomes what is chosen',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(cutOff);
        expectConsoleErrors(refused);
        const { task, page, read } = await openTask(api, open);
        await collide(page, () => api.patch(`/api/tasks/${task.id}`, { title: 'Theirs', description: 'Also theirs' }));
        const dialog = page.getByRole('dialog', { name: 'Changed in two places' });
        await hasFocus(dialog);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        await page.getByRole('button', { name: 'Decide 1 conflict' }).click();
        await dialog.getByRole('radio', { name: /^Mine/ }).check();
        await dialog.getByRole('button', { name: 'Save my choices' }).click();
        await becomes(async () => [(await read()).title, (await read()).description], ['Mine', 'Also theirs']);
        await page.getByRole('button', { name: 'Decide 1 conflict' }).waitFor({ state: 'detached' });
      }),
    );

    it(
      'can be left as the others have it',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(cutOff);
        expectConsoleErrors(refused);
        const { task, page, read } = await openTask(api, open);
        await collide(page, () => api.patch(`/api/tasks/${task.id}`, { title: 'Theirs' }));
        await page.getByRole('button', { name: 'Keep all of theirs' }).click();
        await taskLink(page, 'Theirs').waitFor();
        await becomes(async () => (await read()).title, 'Theirs');
      }),
    );

    it(
      'is merged without a question where both can be had',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(cutOff);
        expectConsoleErrors(refused);
        const { task, page, read } = await openTask(api, open);
        await collide(page, () => api.patch(`/api/tasks/${task.id}`, { priority: 'high' }));
        await becomes(async () => [(await read()).title, (await read()).priority], ['Mine', 'high']);
        await page.getByText('Saving…').waitFor({ state: 'detached' });
        await becomes(() => page.getByRole('dialog', { name: 'Changed in two places' }).count(), 0);
      }),
    );

    it(
      'and deleted elsewhere, can be added again',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(cutOff);
        expectConsoleErrors(/status of 404/);
        const { task, page } = await openTask(api, open);
        await collide(page, () => api.delete(`/api/tasks/${task.id}`));
        const dialog = page.getByRole('dialog', { name: 'Deleted elsewhere' });
        await dialog.getByRole('button', { name: 'Add it again with my change' }).click();
        await becomes(async () => {
          const { items } = (await api.get('/api/tasks')).body;
          return items.map(({ title }: { title: string }) => title);
        }, ['Mine']);
      }),
    );
  });
}
