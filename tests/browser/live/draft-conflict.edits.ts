import type { Page } from 'playwright-core';
import type { Task } from '../../../services/frontend/tasks/task.ts';
import { openChoices, taskLink } from '../support/list.page.ts';
import { hasFocus } from '../support/waiting.ts';

/** How a person edits one field, in two steps between which they wait. */
export interface FieldEdit {
  field: string;
  begin: (page: Page, value: string, title: string) => Promise<void>;
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

/** The task that is edited. */
export const task = {
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
const openPicker = async (page: Page, title: string, key: string) => {
  await taskLink(page, title).focus();
  await page.keyboard.press(key);
  await hasFocus(page.getByRole('dialog'));
};
const addReminder = (page: Page) => openChoices(page.getByRole('button', { name: 'Add reminder' }));

export const typedEdits: FieldEdit[] = [
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

export const chosenEdits: FieldEdit[] = [
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
    begin: (page, _value, title) => openPicker(page, title, 'd'),
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
    begin: (page, _value, title) => openPicker(page, title, 'p'),
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
];
