import assert from 'node:assert/strict';
import type { Client } from '../../../tests/support/api-client.ts';
import { startBackend, type TestBackend } from '../../../tests/support/backend/start-backend.ts';

describe('a conversation with the chatbot', () => {
  let backend: TestBackend;
  let ada: Client;
  let conversationId: string | undefined;

  async function start(eventsEnabled: boolean, timeZone = 'Europe/Berlin', locale?: string): Promise<void> {
    // A Tuesday, 14:00 in Berlin.
    backend = await startBackend({ eventsEnabled, clock: { now: new Date('2026-11-24T13:00:00Z') } });
    ada = await backend.register(timeZone, locale);
    conversationId = undefined;
  }
  afterEach(() => backend.stop());

  /** Says one thing after the other, and reads each reply. */
  async function converse(lines: [said: string, replied: string | RegExp][]): Promise<void> {
    for (const [message, replied] of lines) {
      backend.clock.now = new Date(backend.clock.now.getTime() + 1000);
      const { status, body } = await ada.post('/api/chat', { message, ...(conversationId ? { conversationId } : {}) });
      assert.equal(status, 200, JSON.stringify(body));
      conversationId = body.conversationId;
      if (typeof replied === 'string') assert.equal(body.reply, replied, message);
      else assert.match(body.reply, replied, message);
    }
  }

  it('reads and writes dates as the person does, also after the setting was changed', async () => {
    await start(true, 'America/New_York', 'en-US');
    await converse([
      ['remind me to call mum tomorrow at 6pm', 'Added: "call mum", due tomorrow 6:00 PM.'],
      ['add Dentist on 3/4', 'Added: "Dentist", due Mar 4, 2027.'],
      ['snooze dentist until friday 9:00', 'Snoozed: "Dentist". I will remind you Fri 9:00 AM.'],
      ['add Gym every month until 12/31/2027', 'Added: "Gym", due today, every month, until Dec 31, 2027.'],
    ]);
    assert.equal((await ada.patch('/api/auth/me', { locale: 'de-DE' })).status, 200);
    await converse([
      ['move call mum to 3/4 at 16:00', 'Changed "call mum": due tomorrow 18:00 → 3 Apr 2027 16:00.'],
      ['move dentist to 5.6.2027', 'Changed "Dentist": due 4 Mar 2027 → 5 Jun 2027, reminders Fri 09:00 → none.'],
    ]);
  });

  it('puts tasks under others, and out again', async () => {
    await start(true);
    await converse([
      ['add Plan the party', 'Added: "Plan the party".'],
      ['add Buy balloons', 'Added: "Buy balloons".'],
      ['move balloons under the party', 'Changed "Buy balloons": under none → "Plan the party".'],
      ['move it out from under the party', 'Changed "Buy balloons": under "Plan the party" → none.'],
      ['undo', 'Undone: "Buy balloons" is as it was.'],
      ['make the party a subtask of balloons', /^I could not do that\. .*cannot be below itself/],
      ['move balloons under the moon', 'No open task is called "the moon". Say "list" to see what is open.'],
    ]);
  });

  it('asks before it adds a title that says more than a title, and adds it as it is after a yes', async () => {
    await start(true);
    await converse([
      ['add call Ann, they are waiting', /^I am not sure what ", they are waiting" means\. Shall I add .*\?$/],
      ['no', 'All right, I did nothing.'],
      ['what is open?', 'Nothing is open.'],
      [
        'add lunch on 31 February #food',
        'I do not understand "on 31 February". There is no such day or time. Shall I add the task "lunch on 31 February"?',
      ],
      ['yes', 'Added: "lunch on 31 February", #food.'],
      ['yes', /^There is nothing to confirm\./],
      ['add "call Ann, they are waiting"', 'Added: "call Ann, they are waiting".'],
    ]);
  });

  it('goes from one thing to the next, in plain words', async () => {
    await start(true);
    await converse([
      ['remind me to call mum tomorrow at 6pm, every week', 'Added: "call mum", due tomorrow 18:00, every week.'],
      ['add Pay rent 31 Jan p2 #home', 'Added: "Pay rent", due 31 Jan 2027, high, #home.'],
      ['add Write the report by friday at 3pm #work', 'Added: "Write the report", due Fri 15:00, #work.'],
      ["what's due this week?", '1. call mum (tomorrow 18:00, every week)\n2. Write the report (Fri 15:00, #work)'],
      ['I finished the report', 'Done: "Write the report".'],
      ['reopen it', 'Open again: "Write the report".'],
      ['move rent to Friday', 'Changed "Pay rent": due 31 Jan 2027 → Fri.'],
      ['show high priority tasks tagged #home', '1. Pay rent (Fri, high, #home)'],
      ['make it urgent', 'Changed "Pay rent": priority high → urgent.'],
      ['tag it with #money', 'Changed "Pay rent": tags #home → #home #money.'],
      ['rename it to Pay the rent', 'Changed "Pay rent": title "Pay rent" → "Pay the rent".'],
      ['snooze rent until tomorrow', 'Snoozed: "Pay the rent". I will remind you tomorrow 09:00.'],
      ['undo that', 'Undone: "Pay the rent" is as it was.'],
      ['list', /^1\. Write the report .*\n2\. Pay the rent .*\n3\. call mum /],
      ['delete the second one', 'Delete "Pay the rent"? Answer yes or no.'],
      ['yes', 'Deleted: "Pay the rent".'],
      ['undo that', 'Undone: "Pay the rent" is back.'],
      ['complete #3', 'Done: "call mum". It comes again: every week.'],
      [
        'what did I do today?',
        'Completed: "call mum", "Write the report".\nAdded: "Pay the rent", "Write the report", "call mum".\n' +
          'Changed: "Pay the rent".\nReopened: "Write the report".\nDeleted: "Pay the rent".',
      ],
    ]);
  });

  it('tells what is today and overdue by the calendar where the person is now', async () => {
    await start(true, 'America/Los_Angeles');
    await converse([['add Pack the bags due 26 Nov', 'Added: "Pack the bags", due Thu.']]);
    await ada.patch('/api/auth/me', { timeZone: 'Pacific/Auckland' });
    backend.clock.now = new Date('2026-11-26T18:00:00Z'); // 07:00 of the 27th in Auckland
    await converse([
      ["what's due today?", 'Nothing is due today.'],
      ["what's overdue?", '1. Pack the bags (yesterday)'],
      ['add Unpack today', 'Added: "Unpack", due today.'],
    ]);
    await ada.patch('/api/auth/me', { timeZone: 'America/Los_Angeles' }); // 10:00 of the 26th
    await converse([
      ["what's due today?", '1. Pack the bags (today)'],
      ["what's overdue?", 'Nothing is overdue.'],
      ["what's due tomorrow?", '1. Unpack (tomorrow)'],
    ]);
  });

  it('tells dates and times by the person’s own clock', async () => {
    await start(true, 'Asia/Tokyo');
    await converse([
      ['add call mum tomorrow at 6pm', 'Added: "call mum", due tomorrow 18:00.'],
      ['add call Bob tonight at 11:30pm', 'Added: "call Bob", due today 23:30.'],
    ]);
    const { items } = (await ada.get('/api/tasks?sort=due')).body;
    assert.deepEqual(
      items.map(({ dueAt }: { dueAt: string }) => dueAt),
      ['2026-11-24T14:30:00.000Z', '2026-11-25T09:00:00.000Z'],
    );
  });

  it('means by a number what it has shown, also when the list has changed since', async () => {
    await start(true);
    await converse([
      ['add these: Milk; Bread; Eggs', 'Added 3 tasks: "Milk", "Bread", "Eggs".'],
      ['list', '1. Eggs\n2. Bread\n3. Milk'],
    ]);
    await ada.post('/api/tasks', { title: 'Newer' });
    await converse([
      ['complete the first one', 'Done: "Eggs".'],
      ['complete the second one', 'Done: "Bread".'],
      ['delete #3', 'Delete "Milk"? Answer yes or no.'],
      ['no', 'All right, nothing was deleted.'],
      ['complete #4', 'There is no such number in the list, which has 3.'],
    ]);
  });

  it('words what the task service refuses', async () => {
    await start(true);
    await converse([
      ['add Milk', 'Added: "Milk".'],
      ['snooze milk until 1 Jan 2020', 'I could not do that. until: Must be in the future.'],
      [`rename milk to ${'x'.repeat(201)}`, 'I could not do that. title: Must have at most 200 characters.'],
      [`tag milk with #${'x'.repeat(60)}`, 'I could not do that. tags.0: Must have at most 50 characters.'],
    ]);
    const [task] = (await ada.get('/api/tasks')).body.items;
    assert.deepEqual([task.title, task.tags, task.version], ['Milk', [], 1]);
  });

  it('shows, counts and changes the tasks of a list, and says so where there is no such list', async () => {
    await start(true);
    const { body: work } = await ada.post('/api/lists', { name: 'Work' });
    await ada.post('/api/tasks', { title: 'Write the report', listId: work.id });
    await ada.post('/api/tasks', { title: 'Call mum' });
    await converse([
      ['show list Work', '1. Write the report'],
      ["what's in my work list?", '1. Write the report'],
      ['list everything in the inbox list', '1. Call mum'],
      ['how many tasks are in the Work list?', '1 task is open.'],
      ['show list Garden', 'You have no list called "Garden".'],
      ['complete all tasks in list Garden', 'You have no list called "Garden". Nothing was changed.'],
      ['complete everything in list Work', 'Complete "Write the report"? Answer yes or no.'],
      ['yes', 'Done: "Write the report".'],
    ]);
    assert.deepEqual(
      (await ada.get('/api/tasks?status=open')).body.items.map(({ title }: { title: string }) => title),
      ['Call mum'],
    );
  });

  it('keeps to titles and descriptions in Phase 4', async () => {
    await start(false);
    await converse([
      ['add call mum tomorrow at 6pm #family p1', 'Added: "call mum tomorrow at 6pm #family p1".'],
      ['remind me to call Bob tomorrow', 'Added: "call Bob tomorrow".'],
      ['list', '1. call Bob tomorrow\n2. call mum tomorrow at 6pm #family p1'],
      ['rename bob to Call Robert', 'Changed "call Bob tomorrow": title "call Bob tomorrow" → "Call Robert".'],
      ['add a note to robert: about the boat', 'Changed "Call Robert": description none → "about the boat".'],
      ['find boat', '1. Call Robert'],
      ['complete it', 'Done: "Call Robert".'],
      ['list completed tasks', '1. Call Robert (done)'],
      ['undo', 'Undone: "Call Robert" is open again.'],
      ['move mum to friday', /^Tasks have only a title and a description here/],
      ['make mum urgent', /^Tasks have only a title and a description here/],
      ['snooze mum until friday', /^Tasks have only a title and a description here/],
      ["what's due this week?", /^I can list what is open or what is done/],
      ['what did I do today?', 'I keep no account of what was done here.'],
    ]);
    const { items } = (await ada.get('/api/tasks')).body;
    assert.deepEqual(
      items.map(({ title, description }: { title: string; description: string }) => [title, description]),
      [
        ['Call Robert', 'about the boat'],
        ['call mum tomorrow at 6pm #family p1', ''],
      ],
    );
  });
});
