import assert from 'node:assert/strict';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { ical } from '../../../../tests/support/node-ical.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

/** What another library reads out of our calendar. */
interface Todo {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it expects to be parsed
  [name: string]: any;
}

describe('the export as iCalendar', () => {
  const backend = useBackend();
  beforeEach(async () => {
    backend.clock.now = new Date('2026-01-10T08:00:00.123Z');
  });
  const ada = useClientPerTest(backend);

  async function exportOf(task: object) {
    const { body: added } = await ada.post('/api/tasks', { title: 'x', ...task });
    const text: string = (await ada.get('/api/export?format=ics')).body;
    const todos = Object.values(ical.sync.parseICS(text) as Record<string, Todo>).filter(
      ({ type }) => type === 'VTODO',
    );
    assert.equal(todos.length, 1);
    return { added, text, todo: todos[0]!, lines: text.replace(/\r\n[ \t]/g, '').split('\r\n') };
  }

  it('has a task as a VTODO that another library reads', async () => {
    const title = 'Buy; milk, \\ and "bread" 🎉 é'.padEnd(149, ' long');
    const description = 'Line 1\r\nLine 2\nBEGIN:VEVENT\u0007';
    const tags = ['a', 'b'];
    const { added, todo, text } = await exportOf({ title, description, tags, priority: 'high' });
    assert.deepEqual(
      [todo['uid'], todo['summary'], todo['description'], todo['priority'], todo['status'], todo['sequence']],
      [added.id, title, 'Line 1\nLine 2\nBEGIN:VEVENT', '3', 'NEEDS-ACTION', 0],
    );
    assert.deepEqual(todo['categories'], tags);
    assert.equal(todo['created'].toISOString(), '2026-01-10T08:00:00.000Z');
    assert.ok(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:') && text.endsWith('\r\nEND:VCALENDAR\r\n'));
    for (const line of text.split('\r\n')) {
      assert.ok(Buffer.byteLength(line) <= 75, `longer than 75 octets: ${line}`);
      assert.ok(!line.includes('\u0007'));
    }
  });

  it('keeps a comma within a tag apart from those between tags', async () => {
    const { lines } = await exportOf({ tags: ['a,b', 'c'] });
    assert.ok(lines.includes('CATEGORIES:a\\,b,c'));
  });

  it('has a timed due at its wall-clock time, with the definition of its zone', async () => {
    const due = { date: '2026-07-01', time: '09:00', timeZone: 'America/New_York' };
    const { todo, lines } = await exportOf({ due });
    assert.equal(todo['due'].toISOString(), '2026-07-01T13:00:00.000Z');
    assert.ok(lines.includes('DUE;TZID=America/New_York:20260701T090000'));
    const start = lines.indexOf('BEGIN:VTIMEZONE');
    assert.ok(start > 0 && start < lines.indexOf('BEGIN:VTODO'));
    assert.equal(lines[start + 1], 'TZID:America/New_York');
    assert.equal(todo['start'], undefined);
  });

  it('calls a zone by the name that it defines it by', async () => {
    const { lines } = await exportOf({ due: { date: '2026-07-01', time: '09:00', timeZone: 'Asia/Calcutta' } });
    assert.ok(lines.includes('TZID:Asia/Kolkata'));
    assert.ok(lines.includes('DUE;TZID=Asia/Kolkata:20260701T090000'));
  });

  it('keeps the zone whose name was typed in another case, also in a row from before names were canonicalised', async () => {
    const due = { date: '2026-07-01', time: '09:00', timeZone: 'america/new_york' };
    const { added, lines } = await exportOf({ due });
    assert.equal(added.due.timeZone, 'America/New_York');
    assert.ok(lines.includes('DUE;TZID=America/New_York:20260701T090000'));
    await backend.orm.em.execute('update task set due = ? where id = ?', [JSON.stringify(due), added.id]);
    const { body } = await ada.get('/api/export?format=ics');
    assert.match(body, /\r\nDUE;TZID=America\/New_York:20260701T090000\r\n/);
  });

  it('has an all-day due as a date', async () => {
    const { todo, lines } = await exportOf({ due: { date: '2026-07-01' } });
    assert.ok(lines.includes('DUE;VALUE=DATE:20260701'));
    assert.equal(todo['due'].dateOnly, true);
    assert.ok(!lines.includes('BEGIN:VTIMEZONE'));
  });

  it('has a completed task as completed, without alarms and without repetition', async () => {
    const { body: task } = await ada.post('/api/tasks', {
      title: 'x',
      due: { date: '2026-07-01' },
      recurrence: { frequency: 'daily' },
      reminders: [{ minutesBefore: 5 }],
    });
    await ada.post(`/api/tasks/${task.id}/complete`);
    const parsed = ical.sync.parseICS((await ada.get('/api/export?format=ics')).body) as Record<string, Todo>;
    const todo = parsed[task.id]!;
    assert.deepEqual(
      [todo['status'], todo['completion'], todo['completed'].toISOString(), todo['alarms'], todo['rrule']],
      ['COMPLETED', '100', '2026-01-10T08:00:00.000Z', undefined, undefined],
    );
  });

  const namedRules: [rule: object, date: string, line: string][] = [
    [{ frequency: 'monthly', monthDays: [1, 15] }, '2026-07-01', 'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=1,15'],
    [{ frequency: 'monthly', monthDays: [-1] }, '2026-07-31', 'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1'],
    [{ frequency: 'monthly', monthDays: [30] }, '2026-07-30', 'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=30'],
    [
      { frequency: 'monthly', nthWeekdays: [{ nth: 3, weekday: 'thu' }] },
      '2026-07-16',
      'FREQ=MONTHLY;INTERVAL=1;BYDAY=3TH',
    ],
    [
      { frequency: 'yearly', months: [9], nthWeekdays: [{ nth: -1, weekday: 'mon' }] },
      '2026-09-28',
      'FREQ=YEARLY;INTERVAL=1;BYMONTH=9;BYDAY=-1MO',
    ],
    [
      { frequency: 'yearly', months: [1, 7], monthDays: [1] },
      '2026-07-01',
      'FREQ=YEARLY;INTERVAL=1;BYMONTH=1,7;BYMONTHDAY=1',
    ],
  ];
  for (const [recurrence, date, line] of namedRules) {
    it(`has a rule as ${line}`, async () => {
      const { lines } = await exportOf({ due: { date }, recurrence });
      const found = lines.find((one) => one.startsWith('RRULE:'))!;
      assert.deepEqual(found.slice('RRULE:'.length).split(';').sort(), line.split(';').sort());
    });
  }

  it('has an alarm for each reminder that is still to come', async () => {
    const due = { date: '2026-07-01', time: '09:00' };
    const { lines } = await exportOf({ due, reminders: [{ minutesBefore: 30 }, { at: '2026-06-30T10:00:00Z' }] });
    const triggers = lines.filter((line) => line.startsWith('TRIGGER'));
    assert.deepEqual(triggers, ['TRIGGER;VALUE=DATE-TIME:20260630T100000Z', 'TRIGGER;RELATED=END:-PT30M']);
    assert.equal(lines.filter((line) => line === 'ACTION:DISPLAY').length, 2);
  });

  it('has the alarm of a snoozed or all-day reminder at its instant', async () => {
    const { body: snoozed } = await ada.post('/api/tasks', {
      title: 'x',
      due: { date: '2026-07-01', time: '09:00' },
      reminders: [{ minutesBefore: 30 }],
    });
    await ada.post(`/api/tasks/${snoozed.id}/snooze`, { until: '2026-07-01T12:00:00Z' });
    await ada.post('/api/tasks', { title: 'y', due: { date: '2026-07-02' }, reminders: [{ minutesBefore: 15 }] });
    const text: string = (await ada.get('/api/export?format=ics')).body;
    assert.deepEqual(text.match(/TRIGGER.*/g)?.sort(), [
      'TRIGGER;VALUE=DATE-TIME:20260701T120000Z',
      'TRIGGER;VALUE=DATE-TIME:20260702T084500Z',
    ]);
  });

  it('ends with the sooner of count and until', async () => {
    const ends: [end: object, rule: string][] = [
      [{ count: 3, until: '2027-01-31' }, 'RRULE:FREQ=DAILY;INTERVAL=1;COUNT=3'],
      [{ count: 300, until: '2026-07-04' }, 'RRULE:FREQ=DAILY;INTERVAL=1;UNTIL=20260704'],
    ];
    for (const [end, rule] of ends) {
      const { lines, added } = await exportOf({
        due: { date: '2026-07-01' },
        recurrence: { frequency: 'daily', ...end },
      });
      assert.ok(lines.includes(rule), lines.join('\n'));
      await ada.delete(`/api/tasks/${added.id}`);
    }
  });

  it('lists the days that a rule of the 30th cannot say, and has the others in the rule', async () => {
    const recurrence = { frequency: 'monthly', count: 26 };
    const { lines } = await exportOf({ due: { date: '2026-01-30', time: '09:00', timeZone: 'UTC' }, recurrence });
    assert.ok(lines.includes('RRULE:FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=30;UNTIL=20280229T090000Z'), lines.join('\n'));
    assert.ok(lines.includes('RDATE;TZID=Etc/UTC:20260228T090000,20270228T090000,20280229T090000'), lines.join('\n'));
  });

  it('is due later than it starts, wherever it starts: a second, or for a day its end', async () => {
    const recurrence = { frequency: 'daily' };
    const { lines, added } = await exportOf({ due: { date: '2026-07-31' }, recurrence });
    assert.ok(lines.includes('DTSTART;VALUE=DATE:20260731') && lines.includes('DUE;VALUE=DATE:20260801'));
    await ada.delete(`/api/tasks/${added.id}`);
    const { lines: timed } = await exportOf({
      due: { date: '2026-07-31', time: '00:00', timeZone: 'Europe/Berlin' },
      recurrence,
      reminders: [{ minutesBefore: 30 }],
    });
    assert.ok(timed.includes('DTSTART;TZID=Europe/Berlin:20260731T000000'));
    assert.ok(timed.includes('DUE;TZID=Europe/Berlin:20260731T000001'));
    assert.ok(timed.includes('TRIGGER;RELATED=START:-PT30M') || timed.includes('TRIGGER:-PT30M'), timed.join('\n'));
  });

  it('has the series on its own day, and an occurrence that was moved by hand as its own', async () => {
    const due = { date: '2026-07-06', time: '09:00', timeZone: 'Europe/Berlin' };
    const { body: task } = await ada.post('/api/tasks', { title: 'x', due, recurrence: { frequency: 'weekly' } });
    await ada.patch(`/api/tasks/${task.id}`, { due: { ...due, date: '2026-07-08', timeZone: 'America/New_York' } });
    const text: string = (await ada.get('/api/export?format=ics')).body;
    const [series, moved, ...others] = text
      .split('BEGIN:VTODO\r\n')
      .slice(1)
      .map((todo) => todo.split('\r\n').filter((line) => /^(UID|DTSTART|DUE|RRULE|RECURRENCE-ID)/.test(line)));
    assert.deepEqual(series, [
      `UID:${task.id}`,
      'DTSTART;TZID=Europe/Berlin:20260706T090000',
      'DUE;TZID=Europe/Berlin:20260706T090001',
      'RRULE:FREQ=WEEKLY;INTERVAL=1',
    ]);
    assert.deepEqual(moved, [
      `UID:${task.id}`,
      'RECURRENCE-ID;TZID=Europe/Berlin:20260706T090000',
      'DTSTART;TZID=America/New_York:20260708T090000',
      'DUE;TZID=America/New_York:20260708T090001',
    ]);
    assert.deepEqual(others, []);
    for (const zone of ['Europe/Berlin', 'America/New_York']) assert.ok(text.includes(`\r\nTZID:${zone}\r\n`), zone);
    const read = (ical.sync.parseICS(text) as Record<string, Todo>)[task.id]!;
    assert.equal(read['start'].toISOString(), '2026-07-06T07:00:00.000Z');
    assert.equal(read['recurrences']['2026-07-06'].start.toISOString(), '2026-07-08T13:00:00.000Z');
  });

  const timed = { date: '2026-01-31', time: '09:00', timeZone: 'Europe/Berlin' };
  const rules: [name: string, due: object, recurrence: object, rrule: string, dates: string[]][] = [
    [
      'every other week on two days',
      { date: '2026-01-12' },
      { frequency: 'weekly', interval: 2, weekdays: ['fri', 'mon'] },
      'FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO,FR',
      ['2026-01-12', '2026-01-16', '2026-01-26'],
    ],
    [
      'monthly on the 31st, or the last day there is, in summer time too',
      timed,
      { frequency: 'monthly', count: 12 },
      'FREQ=MONTHLY;COUNT=12;BYMONTHDAY=-1',
      ['2026-01-31T08:00', '2026-02-28T08:00', '2026-03-31T07:00'],
    ],
    [
      'yearly on leap day',
      { date: '2028-02-29' },
      { frequency: 'yearly' },
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1',
      ['2028-02-29', '2029-02-28', '2030-02-28'],
    ],
    [
      'daily until a day, inclusive',
      timed,
      { frequency: 'daily', until: '2026-02-01' },
      'FREQ=DAILY;UNTIL=20260201T080000Z',
      ['2026-01-31T08:00', '2026-02-01T08:00'],
    ],
  ];
  for (const [name, due, recurrence, rrule, dates] of rules) {
    it(`repeats ${name}, as another library reads it`, async () => {
      const { todo, lines } = await exportOf({ due, recurrence });
      const parts = (rule: string) =>
        rule
          .replace(/^RRULE:/, '')
          .split(';')
          .sort();
      const line = lines.slice(lines.indexOf('BEGIN:VTODO')).find((text) => text.startsWith('RRULE:'))!;
      assert.deepEqual(
        parts(line).filter((part) => part !== 'INTERVAL=1'),
        parts(rrule),
      );
      const occurrences: Date[] = todo['rrule'].between(new Date('2026-01-01'), new Date('2031-01-01'), true);
      const length = dates[0]!.length;
      assert.deepEqual(
        occurrences.slice(0, dates.length).map((date) => date.toISOString().slice(0, length)),
        dates,
      );
    });
  }
});
