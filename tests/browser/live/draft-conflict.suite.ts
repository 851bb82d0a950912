import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Client } from '../../support/api-client.ts';
import { openTask, taskLink } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { typeWithoutPause } from '../support/typing.ts';
import { becomes } from '../support/waiting.ts';
import { chosenEdits, type FieldEdit, task, typedEdits } from './draft-conflict.edits.ts';

/** The page knows of a change elsewhere once it tells of it. */
const changesTold = (page: Page) => page.locator('section[aria-labelledby="task-activity"] li').count();

export function draftConflictSuite(scenario: Scenario): void {
  describe('what is typed or chosen while someone else changes the same', () => {
    for (const [how, edits] of Object.entries({ typed: typedEdits, chosen: chosenEdits })) {
      it(
        `is asked about, in every field where it is ${how}`,
        scenario(async ({ api, open, expectConsoleErrors }) => {
          expectConsoleErrors(/status of 412/);
          const [here, there] = await Promise.all([open(), open()]);
          await typeWithoutPause(here);
          for (const edit of edits) {
            await changeInBoth(edit, api, here, there).catch((error: Error) => {
              error.message = `${edit.field}: ${error.message}`;
              throw error;
            });
          }
        }),
      );
    }

    it(
      'is asked about when it was changed by chat',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(/status of 412/);
        const { body: created } = await api.post('/api/tasks', task);
        const page = await open(`/tasks/${created.id}`);
        await typeWithoutPause(page);
        await becomes(() => changesTold(page), 1);
        await page.getByLabel('Title', { exact: true }).fill('Mine');
        await api.post('/api/chat', { message: 'rename Ours to Theirs' });
        await becomes(() => changesTold(page), 2);
        await page.getByLabel('Title', { exact: true }).press('Enter');
        await page.getByRole('button', { name: 'Keep all of theirs' }).click();
        await taskLink(page, 'Theirs').waitFor();
        await becomes(() => page.getByLabel('Title', { exact: true }).inputValue(), 'Theirs');
        assert.equal((await api.get(`/api/tasks/${created.id}`)).body.title, 'Theirs');
      }),
    );

    it(
      'is asked about when a part of it was stored before the other change, and more was typed after it',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        expectConsoleErrors(/status of 412/);
        const { body: created } = await api.post('/api/tasks', task);
        const page = await open(`/tasks/${created.id}`);
        const stored = async () => (await api.get(`/api/tasks/${created.id}`)).body.title;
        await page.getByLabel('Title', { exact: true }).fill('Mine');
        await becomes(stored, 'Mine');
        await becomes(() => changesTold(page), 2);
        await api.patch(`/api/tasks/${created.id}`, { title: 'Theirs' });
        await becomes(() => changesTold(page), 3);
        await page.getByLabel('Title', { exact: true }).pressSequentially(', longer');
        await page.getByRole('dialog', { name: 'Changed in two places' }).waitFor();
        assert.equal(await stored(), 'Theirs');
      }),
    );

    it(
      'is not asked about where nothing is lost: more was typed, or each added a tag',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        // The page may be told of the other tag a moment before it has the task with it.
        expectConsoleErrors(/status of 412/);
        const { body: created } = await api.post('/api/tasks', { ...task, tags: ['ours'] });
        const page = await open(`/tasks/${created.id}`);
        const stored = async () => {
          const { title, tags } = (await api.get(`/api/tasks/${created.id}`)).body;
          return { title, tags };
        };
        const title = page.getByLabel('Title', { exact: true });
        await title.fill('Mine');
        await becomes(stored, { title: 'Mine', tags: ['ours'] });
        await title.pressSequentially(', longer');
        await title.press('Enter');
        await becomes(stored, { title: 'Mine, longer', tags: ['ours'] });
        await page.getByLabel('Add a tag').fill('mine');
        await api.patch(`/api/tasks/${created.id}`, { tags: ['ours', 'theirs'] });
        await becomes(() => changesTold(page), 4);
        await page.getByLabel('Add a tag').press('Enter');
        await becomes(stored, { title: 'Mine, longer', tags: ['ours', 'theirs', 'mine'] });
        await page.getByText('Saving…').waitFor({ state: 'detached' });
        assert.equal(await page.getByRole('dialog', { name: 'Changed in two places' }).count(), 0);
      }),
    );
  });
}

/** One person finishes what another has begun, is asked, and has it their way. */
async function changeInBoth(edit: FieldEdit, api: Client, here: Page, there: Page): Promise<void> {
  const { field, begin, finish, mine, theirs, read, storedMine, storedTheirs, given } = edit;
  const title = `Ours: ${field}`;
  const { body: created } = await api.post('/api/tasks', { ...task, ...given, title });
  const stored = async () => read((await api.get(`/api/tasks/${created.id}`)).body);
  await Promise.all([here, there].map((page) => openTask(page, title)));
  await Promise.all([here, there].map((page) => page.getByRole('article', { name: title }).waitFor()));
  await becomes(() => changesTold(here), 1);
  await begin(here, mine, title);
  await begin(there, theirs, title);
  await finish(there, theirs);
  await becomes(() => changesTold(here), 2);
  await finish(here, mine);
  const dialog = here.getByRole('dialog', { name: 'Changed in two places' });
  await dialog.waitFor();
  assert.deepEqual(await stored(), storedTheirs);
  await dialog.getByRole('button', { name: 'Save my choices' }).click();
  await becomes(stored, storedMine);
  await dialog.waitFor({ state: 'detached' });
}
