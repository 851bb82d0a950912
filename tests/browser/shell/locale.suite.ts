import type { Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { choose, taskRow } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes } from '../support/waiting.ts';

const tomorrow = Temporal.Now.plainDateISO('Europe/Berlin').add({ days: 1 }).toString();

interface Expected {
  option: RegExp;
  explanation: string;
  due: string;
  rule: string;
  days: string[];
  reply: string;
  time: string;
}

const american: Expected = {
  option: /^English \(United States\)/,
  explanation: 'The week begins on Sunday, and 3/4 means March 4.',
  due: '4:00 PM',
  rule: 'every week, until Dec 31, 2031',
  days: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  reply: '(tomorrow 4:00 PM, every week, until Dec 31, 2031)',
  time: '4:00 PM',
};
const german: Expected = {
  option: /^German \(Germany\)/,
  explanation: 'The week begins on Monday, and 3/4 means 3 April.',
  due: '16:00',
  rule: 'every week, until 31 Dec 2031',
  days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  reply: '(tomorrow 16:00, every week, until 31 Dec 2031)',
  time: '16:00',
};

async function goesBy(page: Page, { option, explanation, due, rule, days, reply, time }: Expected): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await choose(page, 'Dates and times', option);
  await page.getByText(explanation).waitFor();
  await page.getByRole('link', { name: 'Todo' }).click();
  const row = taskRow(page, 'Call the bank');
  await row.getByText(due).waitFor();
  await row.getByText(rule, { exact: true }).waitFor();
  await row.getByRole('link').click();
  const weekdays = page.getByRole('group', { name: 'Weekdays' }).getByRole('button');
  await becomes(() => weekdays.allTextContents(), days);
  await becomes(() => page.getByLabel('Last day', { exact: true }).inputValue(), rule.split('until ')[1]);
  await becomes(() => page.getByLabel('Due time (empty: all day)').inputValue(), time);
  await page.getByRole('button', { name: 'Choose in a calendar: due date' }).click();
  const calendar = page.getByRole('dialog', { name: 'Due date' });
  const heads = calendar.getByRole('columnheader');
  await becomes(
    () => heads.allTextContents(),
    days.map((day) => day.slice(0, 2)),
  );
  await page.keyboard.press('Escape');
  await calendar.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Chat', exact: true }).click();
  await page.getByLabel('Message', { exact: true }).fill('list my tasks');
  await page.getByLabel('Message', { exact: true }).press('Enter');
  await page.getByRole('log', { name: 'Messages' }).getByText(reply).waitFor();
  await page.getByRole('button', { name: 'Chat', exact: true }).click();
}

export function localeSuite(scenario: Scenario): void {
  describe('the locale', () => {
    it(
      'is chosen in the settings, and at once every date goes by it: in list, detail and chat',
      scenario(async ({ api, open }) => {
        const due = { date: tomorrow, time: '16:00' };
        const recurrence = { frequency: 'weekly', until: '2031-12-31' };
        await api.post('/api/tasks', { title: 'Call the bank', due, recurrence });
        const page = await open();
        await goesBy(page, american);
        await becomes(async () => (await api.get('/api/auth/me')).body.locale, 'en-US');
        await goesBy(page, german);
        await becomes(async () => (await api.get('/api/auth/me')).body.locale, 'de-DE');
      }),
    );

    it(
      'decides how a date in the detail is read; what is not understood stays, and is told',
      scenario(async ({ api, open }) => {
        await api.patch('/api/auth/me', { locale: 'en-US' });
        const { body: task } = await api.post('/api/tasks', { title: 'Dentist', due: { date: '2031-01-30' } });
        const page = await open(`/tasks/${task.id}`);
        const stored = async () => (await api.get(`/api/tasks/${task.id}`)).body.due.date;
        const field = page.getByLabel('Due date', { exact: true });
        await becomes(() => field.inputValue(), 'Jan 30, 2031');
        await field.fill('3/4/2031');
        await field.press('Enter');
        await becomes(stored, '2031-03-04');
        await becomes(() => field.inputValue(), 'Mar 4, 2031');
        await field.fill('next frday');
        await field.press('Tab');
        await page.getByRole('alert').getByText('“next frday” is not understood as a date.').waitFor();
        await becomes(() => field.getAttribute('aria-invalid'), 'true');
        await becomes(() => field.inputValue(), 'next frday');
        await becomes(stored, '2031-03-04');
        await field.fill('4 Apr 2031');
        await field.press('Enter');
        await becomes(stored, '2031-04-04');
        await page.getByRole('button', { name: 'Choose in a calendar: due date' }).click();
        await page.getByRole('button', { name: 'Friday, April 4, 2031' }).press('ArrowDown');
        await page.getByRole('button', { name: 'Friday, April 11, 2031' }).press('Enter');
        await becomes(stored, '2031-04-11');
        await becomes(() => field.inputValue(), 'Apr 11, 2031');
      }),
    );
  });
}
