import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { openTask, titles, toggleTask } from '../support/list.page.ts';
import type { Fixtures, Scenario } from '../support/scenario.ts';
import { typeWithoutPause } from '../support/typing.ts';
import { becomes } from '../support/waiting.ts';

const task = {
  title: 'Ours',
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

/** Two browsers with the same task, of which one has a draft that was not handed over yet. */
async function typeHere({ api, open }: Fixtures, label: string, mine: string) {
  const { body: created } = await api.post('/api/tasks', task);
  const here = await open(`/tasks/${created.id}`);
  const there = await open('/');
  await typeWithoutPause(here);
  await here.getByLabel(label, { exact: true }).fill(mine);
  return { here, there, id: created.id };
}

const all = async ({ api }: Fixtures) => (await api.get('/api/tasks')).body.items;
const leave = (page: Page) => page.locator('article').focus();

export function draftStateSuite(scenario: Scenario): void {
  describe('what is typed', () => {
    for (const { label, mine, read, inWords = mine } of drafts) {
      it(
        `is stored beside what else becomes of the task: someone completes it, and ${label} is left`,
        scenario(async (fixtures) => {
          fixtures.expectConsoleErrors(/status of 412/);
          const { here, there, id } = await typeHere(fixtures, label, mine);
          await toggleTask(there, 'Ours');
          await here.locator('article').getByText('Completed', { exact: true }).waitFor();
          await leave(here);
          const stored = async () => {
            const { body } = await fixtures.api.get(`/api/tasks/${id}`);
            return [body.completed, read(body)];
          };
          await becomes(stored, [true, mine]);
          await here.getByText('Saving…').waitFor({ state: 'detached' });
          assert.equal(await here.getByRole('dialog', { name: 'Changed in two places' }).count(), 0);
        }),
      );

      // A tag that is being typed is kept with its task, and gone with it.
      if (label === 'Add a tag') continue;

      it(
        `is not lost with a task that someone deletes, and can be added again with it: ${label}`,
        scenario(async (fixtures) => {
          fixtures.expectConsoleErrors(/status of 404/);
          const { here, there } = await typeHere(fixtures, label, mine);
          await openTask(there, 'Ours');
          await there.getByRole('button', { name: 'Delete task' }).click();
          // Leaving the page is not undoing.
          await there.reload();
          const dialog = here.getByRole('dialog', { name: 'Deleted elsewhere' });
          await dialog.getByRole('definition').getByText(inWords).waitFor();
          assert.deepEqual(await all(fixtures), []);
          await dialog.getByRole('button', { name: 'Add it again with my change' }).click();
          await becomes(async () => (await all(fixtures)).map(read), [mine]);
          await becomes(async () => (await titles(here)).length, 1);
        }),
      );
    }
  });
}
