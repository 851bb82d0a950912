import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Client } from '../../support/api-client.ts';
import { openTask, titles, toggleTask } from '../support/list.page.ts';
import type { Fixtures, Scenario } from '../support/scenario.ts';
import { typeWithoutPause } from '../support/typing.ts';
import { becomes } from '../support/waiting.ts';

const task = {
  description: 'Ours, too',
  due: { date: '2031-01-06', time: '09:00' },
  tags: ['ours'],
};

/** What a person types, and how that is found in the stored task. */
const drafts = [
  { label: 'Title', mine: 'Mine', read: ({ title }: { title: string }) => title },
  { label: 'Description', mine: 'My text', read: ({ description }: { description: string }) => description },
  { label: 'Due date', mine: '2031-03-03', inWords: /3 Mar/, read: ({ due }: { due: { date: string } }) => due.date },
  { label: 'Add a tag', mine: 'mine', read: ({ tags }: { tags: string[] }) => tags.find((tag) => tag === 'mine') },
];

/** Of two browsers of one person, the first opens a new task and gets a draft that is not handed over yet. */
async function typeHere(api: Client, here: Page, label: string, mine: string) {
  const title = `Ours: ${label}`;
  const { body: created } = await api.post('/api/tasks', { ...task, title });
  await openTask(here, title);
  await here.getByRole('article', { name: title }).waitFor();
  await typeWithoutPause(here);
  await here.getByLabel(label, { exact: true }).fill(mine);
  return { id: created.id, title };
}

const all = async ({ api }: Fixtures) => (await api.get('/api/tasks')).body.items;
const leave = (page: Page) => page.locator('article').focus();

export function draftStateSuite(scenario: Scenario): void {
  describe('what is typed', () => {
    it(
      'is stored beside what else becomes of the task: someone completes it, and the field is left',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(/status of 412/);
        const [here, there] = await Promise.all([open(), open()]);
        for (const { label, mine, read } of drafts) {
          const { id, title } = await typeHere(api, here, label, mine);
          await toggleTask(there, title);
          await here.locator('article').getByText('Completed', { exact: true }).waitFor();
          await leave(here);
          const stored = async () => {
            const { body } = await api.get(`/api/tasks/${id}`);
            return [label, body.completed, read(body)];
          };
          await becomes(stored, [label, true, mine]);
          await here.getByText('Saving…').waitFor({ state: 'detached' });
          assert.equal(await here.getByRole('dialog', { name: 'Changed in two places' }).count(), 0, label);
        }
      }),
    );

    it(
      'is not lost with a task that someone deletes, and can be added again with it',
      scenario(async (fixtures) => {
        const { api, open, expectConsoleErrors } = fixtures;
        expectConsoleErrors(/status of 404/);
        const [here, there] = await Promise.all([open(), open()]);
        for (const { label, mine, read, inWords = mine } of drafts) {
          // A tag that is being typed is kept with its task, and gone with it.
          if (label === 'Add a tag') continue;
          const { title } = await typeHere(api, here, label, mine);
          await openTask(there, title);
          await there.getByRole('button', { name: 'Delete task' }).click();
          // Leaving the page is not undoing.
          await there.goto('/');
          const dialog = here.getByRole('dialog', { name: 'Deleted elsewhere' });
          await dialog.getByRole('definition').getByText(inWords).waitFor();
          assert.deepEqual(await all(fixtures), [], label);
          await dialog.getByRole('button', { name: 'Add it again with my change' }).click();
          await becomes(async () => (await all(fixtures)).map(read), [mine]);
          await becomes(async () => (await titles(here)).length, 1);
          const [added] = await all(fixtures);
          await api.delete(`/api/tasks/${added.id}`);
          await becomes(() => titles(here), []);
        }
      }),
    );
  });
}
