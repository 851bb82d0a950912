import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Task } from '../../../services/frontend/tasks/task.ts';
import { openChoices, taskLink } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { typeWithoutPause } from '../support/typing.ts';
import { becomes, hasFocus } from '../support/waiting.ts';

/** How a person edits one field, in two steps between which they wait. */
interface FieldEdit {
  field: string;
  begin: (page: Page, value: string) => Promise<void>;
  finish: (page: Page, value: string) => Promise<void>;
  mine: string;
  theirs: string;
  read: (task: Task) => unknown;
  /** What `read` returns while the conflict is undecided: theirs. */
  storedTheirs: unknown;
  storedMine: unknown;
  /** What the task has besides. */
  given?: object;
}

const task = {
  title: 'Ours',
  description: 'Ours, too',
  due: { date: '2031-01-06', time: '09:00' },
  recurrence: { frequency: 'weekly', interval: 2, count: 9 },
  priority: 'medium',
};

const leave = (page: Page) => page.getByRole('article').focus();
const typed = (label: string) => ({
  begin: (page: Page, value: string) => page.getByLabel(label, { exact: true }).fill(value),
  finish: leave,
});
const chosen = (label: string) => ({
  begin: (page: Page) => openChoices(page.getByRole('combobox', { name: label, exact: true })),
  finish: (page: Page, value: string) => page.getByRole('option', { name: value, exact: true }).press('Enter'),
});
const zone = 'Time zone of the due date';
const openPicker = async (page: Page, key: string) => {
  await taskLink(page, 'Ours').focus();
  await page.keyboard.press(key);
  await hasFocus(page.getByRole('dialog'));
};
const addReminder = (page: Page) => openChoices(page.getByRole('button', { name: 'Add reminder' }));

const edits: FieldEdit[] = [
  {
    field: 'title',
    ...typed('Title'),
    finish: (page) => page.getByLabel('Title', { exact: true }).press('Enter'),
    mine: 'Mine',
    theirs: 'Theirs',
    read: ({ title }) => title,
    storedMine: 'Mine',
    storedTheirs: 'Theirs',
  },
  {
    field: 'description',
    ...typed('Description'),
    mine: 'My text',
    theirs: 'Their text',
    read: ({ description }) => description,
    storedMine: 'My text',
    storedTheirs: 'Their text',
  },
  {
    field: 'date of the due',
    ...typed('Due date'),
    mine: '2031-03-03',
    theirs: '2031-02-03',
    read: ({ due }) => due?.date,
    storedMine: '2031-03-03',
    storedTheirs: '2031-02-03',
  },
  {
    field: 'time of the due',
    ...typed('Due time (empty: all day)'),
    mine: '11:00',
    theirs: '10:00',
    read: ({ due }) => due?.time,
    storedMine: '11:00',
    storedTheirs: '10:00',
  },
  {
    field: 'time zone of the due',
    begin: async (page, value) => {
      await page.getByRole('button', { name: 'In another time zone…' }).click();
      await page.getByRole('combobox', { name: zone }).fill(value);
      await page.getByRole('option', { name: value }).waitFor();
    },
    finish: (page, value) => page.getByRole('option', { name: value }).click(),
    mine: 'Asia/Tokyo',
    theirs: 'Europe/London',
    read: ({ due }) => due?.timeZone,
    storedMine: 'Asia/Tokyo',
    storedTheirs: 'Europe/London',
  },
  {
    field: 'due, from the list',
    begin: (page) => openPicker(page, 'd'),
    finish: async (page, value) => {
      await page.getByLabel('Due, in words').fill(value);
      await page.getByText('Enter: ').waitFor();
      await page.getByLabel('Due, in words').press('Enter');
    },
    mine: '3 Mar 2031',
    theirs: '3 Feb 2031',
    read: ({ due }) => due?.date,
    storedMine: '2031-03-03',
    storedTheirs: '2031-02-03',
  },
  {
    field: 'priority, from the list',
    begin: (page) => openPicker(page, 'p'),
    finish: (page, value) => page.getByRole('dialog').getByRole('button', { name: value }).click(),
    mine: 'High',
    theirs: 'Low',
    read: ({ priority }) => priority,
    storedMine: 'high',
    storedTheirs: 'low',
  },
  {
    field: 'priority',
    ...chosen('Priority'),
    mine: 'High',
    theirs: 'Low',
    read: ({ priority }) => priority,
    storedMine: 'high',
    storedTheirs: 'low',
  },
  {
    field: 'rule’s frequency',
    ...chosen('Repeat'),
    mine: 'Daily',
    theirs: 'Monthly',
    read: ({ recurrence }) => recurrence?.frequency,
    storedMine: 'daily',
    storedTheirs: 'monthly',
  },
  {
    field: 'rule’s interval',
    ...typed('Interval in weeks'),
    mine: '4',
    theirs: '3',
    read: ({ recurrence }) => recurrence?.interval,
    storedMine: 4,
    storedTheirs: 3,
  },
  {
    field: 'rule’s end',
    ...typed('Number of times'),
    mine: '8',
    theirs: '7',
    read: ({ recurrence }) => recurrence?.count,
    storedMine: 8,
    storedTheirs: 7,
  },
  {
    field: 'rule’s last day',
    ...typed('Last day'),
    mine: '2033-03-03',
    theirs: '2033-02-02',
    read: ({ recurrence }) => recurrence?.until,
    storedMine: '2033-03-03',
    storedTheirs: '2033-02-02',
    given: { recurrence: { frequency: 'weekly', until: '2033-01-01' } },
  },
  {
    field: 'kind of the rule’s end',
    ...chosen('Ends'),
    mine: 'Never',
    theirs: 'After',
    read: ({ recurrence }) => [recurrence?.until, recurrence?.count],
    storedMine: [undefined, undefined],
    storedTheirs: [undefined, 10],
    given: { recurrence: { frequency: 'weekly', until: '2033-01-01' } },
  },
  {
    field: 'reminders, from the menu',
    begin: addReminder,
    finish: (page, value) => page.getByRole('menuitem', { name: value, exact: true }).press('Enter'),
    mine: '1 hour before',
    theirs: '5 minutes before',
    read: ({ reminders }) => reminders.map(({ minutesBefore }) => minutesBefore),
    storedMine: [60],
    storedTheirs: [5],
  },
  {
    field: 'reminders, at a time',
    begin: async (page, value) => {
      await addReminder(page);
      await page.getByRole('menuitem', { name: 'At a date and time…' }).press('Enter');
      await page.getByLabel('Remind me at').fill(value);
    },
    finish: (page) =>
      page.getByRole('group', { name: 'Reminders' }).getByRole('button', { name: 'Add', exact: true }).click(),
    mine: '2031-01-05T20:00',
    theirs: '2031-01-04T20:00',
    read: ({ reminders }) => reminders.map(({ fireAt }) => fireAt),
    storedMine: ['2031-01-05T19:00:00.000Z'],
    storedTheirs: ['2031-01-04T19:00:00.000Z'],
  },
];

/** The page knows of a change elsewhere once it tells of it. */
const changesTold = (page: Page) => page.locator('section[aria-labelledby="task-activity"] li').count();

export function draftConflictSuite(scenario: Scenario): void {
  describe('what is typed or chosen while someone else changes the same', () => {
    for (const { field, begin, finish, mine, theirs, read, storedMine, storedTheirs, given } of edits) {
      it(
        `is asked about: the ${field}`,
        scenario(async ({ api, open, expectConsoleErrors }) => {
          expectConsoleErrors(/status of 412/);
          const { body: created } = await api.post('/api/tasks', { ...task, ...given });
          const [here, there] = await Promise.all([open(`/tasks/${created.id}`), open(`/tasks/${created.id}`)]);
          const stored = async () => read((await api.get(`/api/tasks/${created.id}`)).body);
          await typeWithoutPause(here);
          await becomes(() => changesTold(here), 1);
          await begin(here, mine);
          await begin(there, theirs);
          await finish(there, theirs);
          await becomes(() => changesTold(here), 2);
          await finish(here, mine);
          const dialog = here.getByRole('dialog', { name: 'Changed in two places' });
          await dialog.waitFor();
          assert.deepEqual(await stored(), storedTheirs);
          await dialog.getByRole('button', { name: 'Save my choices' }).click();
          await becomes(stored, storedMine);
          await dialog.waitFor({ state: 'detached' });
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
