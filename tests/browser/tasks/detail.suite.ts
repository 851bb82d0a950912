import type { Page } from 'playwright-core';
import { choose, chooseFromMenu, openTask, taskRow, toast } from '../support/list.page.ts';
import type { Scenario } from '../support/scenario.ts';
import { becomes, soon } from '../support/waiting.ts';

const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true });

export function detailSuite(scenario: Scenario): void {
  describe('an open task', () => {
    it(
      'has every field, and what is changed is kept; its note is shown as its Markdown says',
      scenario(async ({ api, open, expectConsoleErrors }) => {
        // The page may be left before it hears that the last change arrived: the next one sends it again, and finds it done.
        expectConsoleErrors(/status of 412/);
        const { body: task } = await api.post('/api/tasks', { title: 'Call the bank' });
        const page = await open();
        await openTask(page, 'Call the bank');
        await page.getByLabel('Title', { exact: true }).fill('Call the other bank');
        const note =
          'About the **card**\n\n- [ ] number\n- [x] [site](https://bank.example) <img src=x onerror=alert(1)>';
        await page.getByLabel('Description').fill(note);
        await page.getByLabel('Due date', { exact: true }).fill('2031-01-30');
        await page.getByLabel('Due time (empty: all day)').fill('09:00');
        await page.keyboard.press('Tab');
        await page.getByText('Thursday, 30 January 2031, 09:00').waitFor();
        await choose(page, 'Priority', 'High');
        await page.getByLabel('Add a tag').fill('money');
        await page.keyboard.press('Enter');
        await page.getByLabel('Add a tag').fill('calls');
        await page.keyboard.press('Enter');
        await page.getByRole('button', { name: 'Remove the tag money' }).click();
        await taskRow(page, 'Call the other bank').getByText('#calls').waitFor();
        await becomes(
          async () => {
            const { title, description, due, priority, tags } = (await api.get(`/api/tasks/${task.id}`)).body;
            return { title, description, due, priority, tags };
          },
          {
            title: 'Call the other bank',
            description: note,
            due: { date: '2031-01-30', time: '09:00', timeZone: 'Europe/Berlin' },
            priority: 'high',
            tags: ['calls'],
          },
        );
        await page.reload();
        await page.getByRole('article', { name: 'Call the other bank' }).waitFor();
        await becomes(() => page.getByLabel('Description').inputValue(), note);
        await page.getByRole('article').locator('strong').getByText('card', { exact: true }).waitFor();
        const link = page.getByRole('link', { name: 'site' });
        await becomes(() => link.getAttribute('rel'), 'noopener noreferrer');
        await page.getByRole('article').getByText('<img src=x onerror=alert(1)>').first().waitFor();
        await page.getByRole('checkbox', { name: 'number' }).press('Space');
        await becomes(
          async () => (await api.get(`/api/tasks/${task.id}`)).body.description,
          note.replace('[ ]', '[x]'),
        );
        await becomes(() => page.getByLabel('Due time (empty: all day)').inputValue(), '09:00');
      }),
    );

    it(
      'reads what is added to its title, and nothing else, and takes that back',
      scenario(async ({ api, open }) => {
        const { body: task } = await api.post('/api/tasks', { title: 'Read #books', tags: ['old'] });
        const page = await open(`/tasks/${task.id}`);
        const title = page.getByLabel('Title', { exact: true });
        const stored = async () => {
          const { title, due, recurrence, tags } = (await api.get(`/api/tasks/${task.id}`)).body;
          return [title, due?.date, recurrence?.frequency, tags];
        };
        await title.fill('Read #books on 31 Jan 2031 every month #home p1');
        const chips = page.getByRole('article').getByRole('list', { name: 'Understood' }).getByRole('listitem');
        await becomes(() => chips.allInnerTexts(), ['31 Jan 2031', 'every month', '#home', 'urgent']);
        await page.getByText('First dates: 31 Jan 2031 · 28 Feb 2031 · 31 Mar 2031').waitFor();
        await page.getByRole('button', { name: 'Keep “p1” as text' }).click();
        await becomes(() => chips.allInnerTexts(), ['31 Jan 2031', 'every month', '#home']);
        await title.press('Enter');
        await becomes(stored, ['Read #books p1', '2031-01-31', 'monthly', ['old', 'home']]);
        await becomes(() => title.inputValue(), 'Read #books p1');
        await toast(page, 'Changed “Read #books p1” as its title says').getByRole('button', { name: 'Undo' }).click();
        await becomes(stored, ['Read #books', undefined, undefined, ['old']]);
        await becomes(() => title.inputValue(), 'Read #books');
      }),
    );

    it(
      'repeats by a rule that is said in words',
      scenario(async ({ api, open }) => {
        const { body: task } = await api.post('/api/tasks', { title: 'Water', due: { date: '2031-01-02' } });
        const page = await open(`/tasks/${task.id}`);
        const repeat = group(page, 'Repeat');
        await choose(page, 'Repeat', 'Weekly');
        await repeat.getByText('Every week', { exact: true }).waitFor();
        await repeat.getByRole('button', { name: 'Mon', exact: true }).click();
        await repeat.getByRole('button', { name: 'Thu', exact: true }).click();
        await repeat.getByLabel('Interval in weeks').fill('2');
        await repeat.getByText('Every 2 weeks on Mon, Thu', { exact: true }).waitFor();
        await choose(page, 'Ends', 'After');
        await repeat.getByLabel('Number of times').fill('3');
        await repeat.getByText('Every 2 weeks on Mon, Thu, 3 times', { exact: true }).waitFor();
        await taskRow(page, 'Water').getByText('every 2 weeks on Mon, Thu, 3 times').waitFor();
        await becomes(async () => (await api.get(`/api/tasks/${task.id}`)).body.recurrence, {
          frequency: 'weekly',
          interval: 2,
          weekdays: ['mon', 'thu'],
          from: 'due',
          count: 3,
        });
        await page.getByRole('button', { name: 'Remove due date' }).click();
        await becomes(async () => (await api.get(`/api/tasks/${task.id}`)).body.recurrence, null);
      }),
    );

    it(
      'repeats by a weekday and by days of the month, which are chosen by the keyboard',
      scenario(async ({ api, open }) => {
        const { body: task } = await api.post('/api/tasks', { title: 'Pay', due: { date: '2031-01-15' } });
        const stored = async () => (await api.get(`/api/tasks/${task.id}`)).body.recurrence;
        const page = await open(`/tasks/${task.id}`);
        const repeat = group(page, 'Repeat');
        const words = repeat.getByLabel('Repeat, in words');
        const dates = repeat.getByRole('list', { name: 'Next dates' }).getByRole('listitem');
        const every = { frequency: 'monthly', interval: 1, from: 'due' };
        await words.fill('every last friday');
        await words.press('Enter');
        await repeat.getByText('Every month on the last Fri', { exact: true }).waitFor();
        await becomes(() => dates.count(), 5);
        await becomes(() => dates.nth(1).textContent(), 'Fri, 31 Jan 2031');
        await becomes(stored, { ...every, nthWeekdays: [{ nth: -1, weekday: 'fri' }] });
        await choose(page, 'On', 'Days of the month');
        await repeat.getByRole('button', { name: 'Last', exact: true }).press('Space');
        await repeat.getByText('Every month on the 15th and last day', { exact: true }).waitFor();
        await becomes(
          () => dates.allTextContents(),
          ['Wed, 15 Jan 2031', 'Fri, 31 Jan 2031', 'Sat, 15 Feb 2031', 'Fri, 28 Feb 2031', 'Sat, 15 Mar 2031'],
        );
        await becomes(stored, { ...every, monthDays: [15, -1] });
        await words.fill('every hour');
        await words.press('Enter');
        await repeat.getByText('A task repeats daily at most.').waitFor();
        await becomes(() => words.inputValue(), 'every hour');
      }),
    );

    it(
      'skips an occurrence by the keyboard',
      scenario(async ({ api, open }) => {
        const due = { date: '2031-01-31', time: null };
        const { body: task } = await api.post('/api/tasks', {
          title: 'Pay rent',
          due,
          recurrence: { frequency: 'monthly' },
        });
        const page = await open(`/tasks/${task.id}`);
        await group(page, 'Repeat').getByRole('button', { name: 'Skip this one' }).press('Enter');
        await taskRow(page, 'Pay rent').getByText('28 Feb 2031').waitFor();
        await becomes(async () => (await api.get(`/api/tasks/${task.id}`)).body.due.date, '2031-02-28');
      }),
    );

    it(
      'has reminders, and can be snoozed',
      scenario(async ({ api, open }) => {
        const due = { date: '2031-01-30', time: '12:00' };
        const { body: task } = await api.post('/api/tasks', { title: 'Board the train', due });
        const page = await open(`/tasks/${task.id}`);
        const reminders = group(page, 'Reminders');
        await chooseFromMenu(reminders.getByRole('button', { name: 'Add reminder' }), '1 hour before');
        await reminders.getByText('30 Jan 2031 11:00').waitFor();
        await chooseFromMenu(reminders.getByRole('button', { name: 'Add reminder' }), 'At a date and time…');
        await page.getByLabel('Remind me at').fill('2031-01-29T20:00');
        await reminders.getByRole('button', { name: 'Add', exact: true }).click();
        const read = async () => (await api.get(`/api/tasks/${task.id}`)).body;
        const times = async () => (await read()).reminders.map(({ fireAt }: { fireAt: string }) => fireAt).sort();
        await becomes(times, ['2031-01-29T19:00:00.000Z', '2031-01-30T10:00:00.000Z']);
        await reminders.getByRole('button', { name: 'Remove the reminder: 1 hour before' }).click();
        await becomes(times, ['2031-01-29T19:00:00.000Z']);
        await chooseFromMenu(reminders.getByRole('button', { name: 'Snooze' }), 'Tomorrow, 09:00');
        await reminders.getByText('Snoozed until tomorrow 09:00').waitFor();
        await soon('it is snoozed', async () => (await read()).snoozedUntil !== null);
      }),
    );

    it(
      'tells what happened to it',
      scenario(async ({ api, open }) => {
        const { body: task } = await api.post('/api/tasks', { title: 'Old name' });
        await api.patch(`/api/tasks/${task.id}`, { title: 'New name', priority: 'low' });
        await api.post('/api/chat', { message: 'I finished New name' });
        const page = await open(`/tasks/${task.id}`);
        const activity = page.getByRole('region', { name: 'Activity' }).getByRole('listitem');
        await becomes(
          async () => (await activity.locator('p').allInnerTexts()).map((text) => text.trim()),
          [
            'You, in the chat completed it',
            'You renamed it from “Old name” to “New name”; changed the priority from medium to low',
            'You added this task',
          ],
        );
      }),
    );

    it(
      'keeps its title when that is emptied, and says why',
      scenario(async ({ api, open }) => {
        const { body: task } = await api.post('/api/tasks', { title: 'Named' });
        const page = await open(`/tasks/${task.id}`);
        const title = page.getByLabel('Title', { exact: true });
        await title.fill(' ');
        await page.getByText('A task needs a title.').waitFor();
        await page.getByLabel('Description').focus();
        await becomes(() => title.inputValue(), 'Named');
      }),
    );

    it(
      'that is gone, or somebody else’s, is said to be so',
      scenario(async ({ another, open, expectConsoleErrors }) => {
        expectConsoleErrors(/status of 404/);
        const theirs = (await (await another()).api.post('/api/tasks', { title: 'Secret' })).body;
        const page = await open(`/tasks/${theirs.id}`);
        await page.getByText('This task does not exist').waitFor();
        await page.getByRole('button', { name: 'Back to the list' }).click();
        await page.getByText('Nothing here yet').waitFor();
      }),
    );
  });
}
