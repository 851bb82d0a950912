import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Task } from '../../../services/frontend/tasks/task.ts';
import { taskLink, titles } from '../support/list.page.ts';
import type { Fixtures, Scenario } from '../support/scenario.ts';
import { typeWithoutPause } from '../support/typing.ts';
import { becomes, hasFocus } from '../support/waiting.ts';

/** A field for text, and what a person does to have its text stored. */
interface TextField {
  label: string;
  store: (page: Page) => Promise<void>;
  isStored: (fixtures: Fixtures, taskId: string) => Promise<boolean>;
  /** What the field holds then. */
  after: string;
}

const pressEnter = (label: string) => (page: Page) => page.getByLabel(label, { exact: true }).press('Enter');
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const task = async ({ api }: Fixtures, id: string) => (await api.get(`/api/tasks/${id}`)).body;

const title: TextField = {
  label: 'Title',
  store: save,
  isStored: async (fixtures, id) => (await task(fixtures, id)).title === 'typed',
  after: 'typed',
};
const description: TextField = {
  label: 'Description',
  store: save,
  isStored: async (fixtures, id) => (await task(fixtures, id)).description === 'typed',
  after: 'typed',
};
const tag: TextField = {
  label: 'Add a tag',
  store: pressEnter('Add a tag'),
  isStored: async (fixtures, id) => (await task(fixtures, id)).tags.includes('typed'),
  after: '',
};
const quickAdd: TextField = {
  label: 'New task',
  store: pressEnter('New task'),
  isStored: async ({ api }) =>
    (await api.get('/api/tasks')).body.items.some(({ title }: { title: string }) => title === 'typed'),
  after: '',
};
const chat: TextField = {
  label: 'Message',
  store: pressEnter('Message'),
  isStored: async ({ api }) => (await api.get('/api/chat/conversations')).body.items.length === 1,
  after: '',
};
/** What belongs to the task is stored when it is left, so each is the last that is typed. */
const typedTogether = { 'chat, quick add and title': [chat, quickAdd, title], description: [description], tag: [tag] };

/** What is typed and needs no words to be understood is stored at once when the page is left. */
const choices: { label: string; typed: string; read: (task: Task) => string | undefined }[] = [
  { label: 'Due date', typed: '2031-03-03', read: ({ due }) => due?.date },
  { label: 'Due time (empty: all day)', typed: '11:00', read: ({ due }) => due?.time ?? '' },
  { label: 'Interval in weeks', typed: '4', read: ({ recurrence }) => String(recurrence?.interval) },
  { label: 'Number of times', typed: '8', read: ({ recurrence }) => String(recurrence?.count) },
];

async function openTask({ api, open }: Fixtures): Promise<{ page: Page; id: string }> {
  const { body } = await api.post('/api/tasks', { title: 'Before' });
  const page = await open(`/tasks/${body.id}`);
  await page.getByRole('article', { name: 'Before' }).waitFor();
  await typeWithoutPause(page);
  return { page, id: body.id };
}

/** Types, and loads the page anew at once. */
async function typeAndReload(page: Page, fields: readonly TextField[]): Promise<void> {
  if (fields.includes(chat)) await showChat(page);
  for (const { label } of fields) await page.getByLabel(label, { exact: true }).fill('typed');
  await reload(page, fields);
}

async function reload(page: Page, fields: readonly TextField[]): Promise<void> {
  await page.reload();
  await page.getByRole('article').waitFor();
  if (fields.includes(chat)) await showChat(page);
}

/** It takes the focus, and with it what is typed elsewhere. */
async function showChat(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Chat', exact: true }).click();
  await hasFocus(page.getByRole('complementary', { name: 'Chat' }));
}

export function draftSuite(scenario: Scenario): void {
  describe('what was typed when the page was loaded anew', () => {
    for (const [names, fields] of Object.entries(typedTogether)) {
      it(
        `is offered again, and forgotten once it is stored: ${names}`,
        scenario(async (fixtures) => {
          // The page may be left before it hears that the change arrived: the next one sends it again, and finds it done.
          fixtures.expectConsoleErrors(/status of 412/);
          const { page, id } = await openTask(fixtures);
          const texts = () =>
            Promise.all(fields.map(({ label }) => page.getByLabel(label, { exact: true }).inputValue()));
          await typeAndReload(page, fields);
          await becomes(
            texts,
            fields.map(() => 'typed'),
          );
          for (const { label, store, isStored } of fields) {
            assert.equal(await isStored(fixtures, id), false, label);
            await store(page);
            await becomes(() => isStored(fixtures, id), true);
          }
          await becomes(() => keptDrafts(page), []);
          await reload(page, fields);
          await becomes(
            texts,
            fields.map(({ after }) => after),
          );
          assert.equal(await page.getByText('not saved yet').count(), 0);
        }),
      );
    }

    it(
      'is searched for',
      scenario(async ({ api, open }) => {
        for (const title of ['Apples', 'Bread']) await api.post('/api/tasks', { title });
        const page = await open('/?q=bread');
        await taskLink(page, 'Bread').waitFor();
        const search = page.getByLabel('Search tasks');
        for (const [text, found] of Object.entries({ apples: ['Apples'], '': ['Apples', 'Bread'] })) {
          await typeWithoutPause(page);
          await search.fill(text);
          await page.reload();
          await becomes(() => titles(page), found);
          assert.equal(await search.inputValue(), text);
          await becomes(() => keptDrafts(page), []);
          assert.equal(new URL(page.url()).searchParams.get('q') ?? '', text);
        }
      }),
    );

    it(
      'is stored at once where it needs no words',
      scenario(async (fixtures) => {
        fixtures.expectConsoleErrors(/status of 412/);
        const due = { date: '2031-01-06', time: '09:00' };
        const recurrence = { frequency: 'weekly', interval: 2, count: 9 };
        const { body } = await fixtures.api.post('/api/tasks', { title: 'Before', due, recurrence });
        const page = await fixtures.open(`/tasks/${body.id}`);
        for (const { label, typed, read } of choices) {
          await page.getByRole('article', { name: 'Before' }).waitFor();
          await typeWithoutPause(page);
          await page.getByLabel(label, { exact: true }).fill(typed);
          await page.reload();
          await becomes(async () => [label, read(await task(fixtures, body.id))], [label, typed]);
        }
      }),
    );

    it(
      'is gone when it is discarded',
      scenario(async (fixtures) => {
        const { page, id } = await openTask(fixtures);
        await typeAndReload(page, [title]);
        await page.getByRole('button', { name: 'Discard' }).click();
        await becomes(() => page.getByLabel('Title', { exact: true }).inputValue(), 'Before');
        await page.reload();
        await page.getByRole('article', { name: 'Before' }).waitFor();
        assert.equal(await page.getByLabel('Title', { exact: true }).inputValue(), 'Before');
        assert.equal((await task(fixtures, id)).version, 1);
      }),
    );

    it(
      'is a change of the task as it was then: what others changed since is asked about',
      scenario(async (fixtures) => {
        fixtures.expectConsoleErrors(/status of 412/);
        const { page, id } = await openTask(fixtures);
        await page.getByLabel('Title', { exact: true }).fill('typed');
        await fixtures.api.patch(`/api/tasks/${id}`, { title: 'Theirs' });
        await page.reload();
        await page.getByRole('article', { name: 'Theirs' }).waitFor();
        await save(page);
        await page.getByRole('dialog', { name: 'Changed in two places' }).waitFor();
        assert.equal((await task(fixtures, id)).title, 'Theirs');
      }),
    );

    it(
      'is not shown to another account, and still there for its own',
      scenario(async (fixtures) => {
        const { page } = await openTask(fixtures);
        await page.getByLabel('New task').fill('secret');
        const other = await fixtures.another();
        const signIn = (value: string) =>
          page.context().addCookies([{ name: 'session', value, url: fixtures.system.urls.page }]);
        await signIn(other.api.token);
        await page.goto('/');
        await page.getByText('Nothing here yet').waitFor();
        assert.equal(await page.getByLabel('New task').inputValue(), '');
        await signIn(fixtures.api.token);
        await page.goto('/');
        await becomes(() => page.getByLabel('New task').inputValue(), 'secret');
      }),
    );
  });
}

function keptDrafts(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('todo-draft/')));
}
