import assert from 'node:assert/strict';
import type { Client } from '../../../../tests/support/api-client.ts';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { countRows } from '../../../../tests/support/backend/count-rows.ts';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

const lines = (...all: string[]) => `${all.join('\r\n')}\r\n`;
const calendar = (...inner: string[]) => lines('BEGIN:VCALENDAR', 'VERSION:2.0', ...inner, 'END:VCALENDAR');
const todo = (...inner: string[]) => calendar('BEGIN:VTODO', 'UID:one', 'SUMMARY:One', ...inner, 'END:VTODO');

describe('the import of iCalendar', () => {
  const backend = useBackend();
  beforeEach(async () => {
    backend.clock.now = new Date('2026-01-10T08:00:00Z');
  });
  const ada = useClientPerTest(backend, 'Europe/Berlin');

  const bring = (person: Client, text: string) =>
    person.post('/api/import', text, { 'content-type': 'text/calendar; charset=utf-8' });
  const listed = async (person: Client) =>
    // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it expects of a task
    (await person.get('/api/tasks?limit=100&sort=title&order=asc')).body.items as any[];
  /** The one task of a file, and what was left out of it. */
  async function brought(...inner: string[]) {
    const { status, body } = await bring(ada, todo(...inner));
    assert.deepEqual([status, body.imported], [200, 1], JSON.stringify(body));
    const [task] = await listed(ada);
    return { task, omitted: body.omissions.map(({ property }: { property: string }) => property) };
  }

  it('takes a file of Nextcloud Tasks', async () => {
    const { task, omitted } = await brought(
      'DTSTAMP:20260105T101500Z',
      'CREATED:20260104T090000Z',
      'LAST-MODIFIED:20260105T101500Z',
      'PRIORITY:1',
      'CATEGORIES:home,garden\\, front',
      'DESCRIPTION:First line\\nsecond line',
      'STATUS:IN-PROCESS',
      'PERCENT-COMPLETE:50',
      'DUE;TZID=America/New_York:20260701T090000',
      'RELATED-TO;RELTYPE=PARENT:another',
      'X-OC-HIDESUBTASKS:0',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER;RELATED=END:-PT30M',
      'END:VALARM',
    );
    assert.deepEqual(
      [task.title, task.description, task.priority, task.tags, task.completed, task.createdAt, task.updatedAt],
      [
        'One',
        'First line\nsecond line',
        'urgent',
        ['home', 'garden, front'],
        false,
        '2026-01-04T09:00:00.000Z',
        '2026-01-05T10:15:00.000Z',
      ],
    );
    assert.deepEqual(task.due, { date: '2026-07-01', time: '09:00', timeZone: 'America/New_York' });
    assert.equal(task.reminders[0].minutesBefore, 30);
    assert.deepEqual(omitted, ['RELATED-TO']);
  });

  it('takes a file of tasks.org: an all-day due, which repeats from its completion', async () => {
    const { task } = await brought(
      'PRODID:+//IDN tasks.org//android-130000//EN',
      'PRIORITY:9',
      'DUE;VALUE=DATE:20260202',
      'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;FROM=COMPLETION',
      'X-APPLE-SORT-ORDER:700000000',
    );
    assert.deepEqual([task.priority, task.due], ['low', { date: '2026-02-02', time: null, timeZone: 'Europe/Berlin' }]);
    assert.deepEqual(task.recurrence, { frequency: 'weekly', interval: 2, weekdays: ['mon'], from: 'completion' });
  });

  it('takes a file of Apple Reminders: alarms at an instant, and at a place, which is left out', async () => {
    const { task, omitted } = await brought(
      'DTSTART:20260701T070000Z',
      'DUE:20260701T070000Z',
      'BEGIN:VALARM',
      'TRIGGER;VALUE=DATE-TIME:20260701T060000Z',
      'ACTION:DISPLAY',
      'DESCRIPTION:Event reminder',
      'END:VALARM',
      'BEGIN:VALARM',
      'TRIGGER;VALUE=DATE-TIME:19760401T005545Z',
      'X-APPLE-PROXIMITY:ARRIVE',
      'ACTION:DISPLAY',
      'END:VALARM',
    );
    assert.deepEqual(task.due, { date: '2026-07-01', time: '09:00', timeZone: 'Europe/Berlin' });
    assert.deepEqual([task.reminders.length, task.reminders[0].at], [1, '2026-07-01T06:00:00.000Z']);
    assert.deepEqual(omitted, ['VALARM']);
  });

  it('takes a file of Thunderbird: completed, with the path of a zone, and an event beside it', async () => {
    const text = calendar(
      'BEGIN:VEVENT',
      'UID:event',
      'SUMMARY:Meeting',
      'DTSTART:20260701T070000Z',
      'END:VEVENT',
      'BEGIN:VTODO',
      'UID:done',
      'SUMMARY:Done',
      'DUE;TZID=/citadel.org/20190914_1/Europe/London:20260105T090000',
      'STATUS:COMPLETED',
      'COMPLETED:20260106T120000Z',
      'PERCENT-COMPLETE:100',
      'END:VTODO',
    );
    const { body } = await bring(ada, text);
    assert.deepEqual(body, {
      imported: 1,
      skipped: 0,
      omissions: [
        { uid: 'event', title: 'Meeting', property: null, reason: 'Only tasks (VTODO) are imported, not VEVENT.' },
      ],
    });
    const { body: all } = await ada.get('/api/export');
    assert.deepEqual(
      [all.tasks[0].due.timeZone, all.tasks[0].completedAt],
      ['Europe/London', '2026-01-06T12:00:00.000Z'],
    );
  });

  it('takes a file of Outlook: a zone that the file defines keeps its instant', async () => {
    const text = calendar(
      'BEGIN:VTIMEZONE',
      'TZID:Pacific Standard Time',
      'BEGIN:STANDARD',
      'DTSTART:16011104T020000',
      'RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11',
      'TZOFFSETFROM:-0700',
      'TZOFFSETTO:-0800',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010311T020000',
      'RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3',
      'TZOFFSETFROM:-0800',
      'TZOFFSETTO:-0700',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
      'BEGIN:VTODO',
      'UID:summer',
      'SUMMARY:A',
      'DUE;TZID=Pacific Standard Time:20260701T090000',
      'END:VTODO',
      'BEGIN:VTODO',
      'UID:winter',
      'SUMMARY:B',
      'DUE;TZID=Pacific Standard Time:20260201T090000',
      'END:VTODO',
    );
    assert.deepEqual((await bring(ada, text)).body, { imported: 2, skipped: 0, omissions: [] });
    assert.deepEqual(
      (await listed(ada)).map(({ dueAt }) => dueAt),
      ['2026-07-01T16:00:00.000Z', '2026-02-01T17:00:00.000Z'],
    );
  });

  it('leaves out a due in a zone that nobody defines, and says so', async () => {
    const { task, omitted } = await brought('DUE;TZID=Customized Time Zone:20260701T090000');
    assert.deepEqual([task.due, omitted], [null, ['DUE']]);
  });

  it('adds nothing a second time, and is apart in another account', async () => {
    const text = todo('DUE;VALUE=DATE:20260202');
    assert.equal((await bring(ada, text)).body.imported, 1);
    const { imported, skipped } = (await bring(ada, text)).body;
    assert.deepEqual([imported, skipped], [0, 1]);
    const eve = await backend.register();
    assert.equal((await bring(eve, text)).body.imported, 1);
  });

  it('brings open tasks of our own export into another account as they were', async () => {
    const timed = { date: '2026-02-02', time: '09:00', timeZone: 'America/New_York' };
    const tasks = [
      {
        title: 'a',
        priority: 'urgent',
        tags: ['x', 'y,z'],
        description: 'one\ntwo',
        due: timed,
        reminders: [{ minutesBefore: 30 }],
      },
      {
        title: 'b',
        priority: 'low',
        due: { date: '2026-02-02' },
        recurrence: { frequency: 'weekly', weekdays: ['mon', 'fri'] },
      },
      {
        title: 'c',
        due: timed,
        recurrence: { frequency: 'monthly', nthWeekdays: [{ nth: 1, weekday: 'mon' }], until: '2026-12-31' },
      },
      {
        title: 'd',
        priority: 'high',
        due: timed,
        recurrence: { frequency: 'daily', interval: 3, count: 5 },
        reminders: [{ minutesBefore: 0 }],
      },
      { title: 'e', due: timed, recurrence: { frequency: 'yearly', from: 'completion' } },
      { title: 'f', reminders: [{ at: '2026-02-01T00:00:00Z' }] },
    ];
    for (const task of tasks) assert.equal((await ada.post('/api/tasks', task)).status, 201);
    const eve = await backend.register('Europe/Berlin');
    const { body } = await bring(eve, (await ada.get('/api/export?format=ics')).body);
    assert.deepEqual(body, { imported: 6, skipped: 0, omissions: [] });
    const plain = (all: Awaited<ReturnType<typeof listed>>) =>
      all.map(({ title, description, priority, tags, due, recurrence, reminders }) => {
        const fireAt = reminders.map((reminder: { fireAt: string }) => reminder.fireAt);
        return { title, description, priority, tags, due, recurrence, fireAt };
      });
    assert.deepEqual(plain(await listed(eve)), plain(await listed(ada)));
  });

  it('goes on with a series whose first occurrence was moved, and leaves out changes of later ones', async () => {
    const text = calendar(
      'BEGIN:VTODO',
      'UID:series',
      'SUMMARY:Series',
      'DTSTART;VALUE=DATE:20260202',
      'DUE;VALUE=DATE:20260203',
      'RRULE:FREQ=WEEKLY;BYDAY=MO',
      'END:VTODO',
      'BEGIN:VTODO',
      'UID:series',
      'SUMMARY:Moved',
      'RECURRENCE-ID;VALUE=DATE:20260202',
      'DUE;VALUE=DATE:20260204',
      'END:VTODO',
      'BEGIN:VTODO',
      'UID:series',
      'SUMMARY:Later',
      'RECURRENCE-ID;VALUE=DATE:20260209',
      'DUE;VALUE=DATE:20260211',
      'END:VTODO',
    );
    const { body } = await bring(ada, text);
    assert.deepEqual([body.imported, body.omissions.map(({ title }: { title: string }) => title)], [1, ['Later']]);
    const { body: all } = await ada.get('/api/export');
    const [{ title, due, seriesStart, occurrence }] = all.tasks;
    assert.deepEqual([title, due.date, seriesStart.date, occurrence], ['Moved', '2026-02-04', '2026-02-02', 1]);
  });

  const rules: [rrule: string, recurrence: object | null][] = [
    ['FREQ=DAILY;INTERVAL=3;COUNT=4', { frequency: 'daily', interval: 3, from: 'due', count: 4 }],
    ['FREQ=DAILY;BYDAY=MO,FR', { frequency: 'weekly', interval: 1, weekdays: ['mon', 'fri'], from: 'due' }],
    ['FREQ=WEEKLY;UNTIL=20260401T070000Z', { frequency: 'weekly', interval: 1, from: 'due', until: '2026-04-01' }],
    ['FREQ=MONTHLY;BYMONTHDAY=2,-1', { frequency: 'monthly', interval: 1, monthDays: [2, -1], from: 'due' }],
    [
      'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1',
      { frequency: 'monthly', interval: 1, nthWeekdays: [{ nth: -1, weekday: 'mon' }], from: 'due' },
    ],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=2', { frequency: 'yearly', interval: 1, monthDays: [2], from: 'due' }],
    ['FREQ=HOURLY', null],
    ['FREQ=DAILY;BYHOUR=9,17', null],
    ['FREQ=YEARLY;BYWEEKNO=20', null],
    ['FREQ=MONTHLY;BYMONTHDAY=-2', null],
    ['FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2', null],
    ['FREQ=YEARLY;BYDAY=20MO', null],
    ['FREQ=DAILY;INTERVAL=1000000', null],
  ];
  for (const [rrule, recurrence] of rules) {
    it(`${recurrence ? 'repeats' : 'does not repeat, and says so,'} by ${rrule}`, async () => {
      const { task, omitted } = await brought('DUE;VALUE=DATE:20260202', `RRULE:${rrule}`);
      assert.deepEqual([task.recurrence, omitted], [recurrence, recurrence ? [] : ['RRULE']]);
    });
  }

  it('leaves out what is too much of a task: tags, reminders, text', async () => {
    const alarms = Array.from({ length: 7 }, (_, n) => ['BEGIN:VALARM', `TRIGGER:-PT${n}M`, 'END:VALARM']).flat();
    const { task, omitted } = await brought(
      'DUE:20260701T070000Z',
      `CATEGORIES:${Array.from({ length: 25 }, (_, n) => `t${n}`)},${'x'.repeat(60)}`,
      `DESCRIPTION:${'x'.repeat(1_000_000)}`,
      ...alarms,
    );
    assert.deepEqual([task.tags.length, task.reminders.length, task.description.length], [20, 5, 10_000]);
    assert.deepEqual([...new Set(omitted)].sort(), ['CATEGORIES', 'DESCRIPTION', 'VALARM']);
  });

  it('skips a task without a title, and one that was cancelled', async () => {
    const { body } = await bring(
      ada,
      calendar(
        'BEGIN:VTODO',
        'UID:a',
        'END:VTODO',
        'BEGIN:VTODO',
        'UID:b',
        'SUMMARY:B',
        'STATUS:CANCELLED',
        'END:VTODO',
      ),
    );
    assert.deepEqual(
      [body.imported, body.omissions.map(({ uid, property }: Record<string, string>) => [uid, property])],
      [
        0,
        [
          ['a', null],
          ['b', null],
        ],
      ],
    );
  });

  const hostile: [name: string, text: string][] = [
    ['nothing', ''],
    ['JSON', '{"tasks":[]}'],
    ['an end without a beginning', 'END:VCALENDAR'],
    ['a property outside of a component', 'SUMMARY:x'],
    ['a component that does not end', 'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\n'],
    ['a hundred thousand nested components', 'BEGIN:X\r\n'.repeat(100_000)],
    ['a property behind the calendar', `${todo()}SUMMARY:x\r\n`],
    [
      'a task that does not end, and no calendar that does',
      'BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nSUMMARY:x\r\nEND:VTODO\r\n',
    ],
    ['more components than a file may hold', calendar('BEGIN:VTODO\r\nEND:VTODO\r\n'.repeat(10_001).trim())],
  ];
  for (const [name, text] of hostile) {
    it(`refuses ${name}, and adds nothing`, async () => {
      const before = await countRows(backend.orm);
      assertProblem(await bring(ada, text), 400, 'validation_failed', 'body');
      assert.deepEqual(await countRows(backend.orm), before);
    });
  }

  for (const [name, property] of [
    ['a date that is none', 'DUE;VALUE=DATE:20260799'],
    ['text for a date', 'DUE:garbage'],
    ['a year that cannot be', 'DUE;VALUE=DATE:00010101'],
    ['NUL in the description', 'DESCRIPTION:a\0b'],
    ['an alarm a million years ahead', 'BEGIN:VALARM\r\nTRIGGER:-P999999999W\r\nEND:VALARM'],
    ['a name of the prototype', '__proto__:x'],
  ] as const) {
    it(`imports the task in spite of ${name}`, async () => {
      assert.equal((await brought(property)).task.title, 'One');
    });
  }

  const unreadable: [what: string, line: string, property: string][] = [
    ['a frequency that is none', 'RRULE:FREQ=FOO', 'RRULE'],
    ['a count that is no number', 'RRULE:FREQ=DAILY;COUNT=x', 'RRULE'],
    ['a parameter without an end', 'DESCRIPTION;X="a:b', 'DESCRIPTION'],
    ['a line that is no property', 'of a text that was broken badly', 'VTODO'],
    ['an end of what has not begun', 'END:VALARM', 'END'],
    ['an alarm that cannot be read', 'BEGIN:VALARM\r\nRRULE:FREQ=FOO\r\nTRIGGER:-PT5M\r\nEND:VALARM', 'RRULE'],
  ];
  for (const [what, line, property] of unreadable) {
    it(`takes a task without ${what}, says in which line it stands, and takes the tasks around it`, async () => {
      const other = (uid: string) => ['BEGIN:VTODO', `UID:${uid}`, `SUMMARY:${uid}`, 'END:VTODO'];
      const broken = [
        'BEGIN:VTODO',
        'UID:broken',
        'SUMMARY:broken',
        'DUE:20260701T070000Z',
        line,
        'PRIORITY:1',
        'END:VTODO',
      ];
      const { body } = await bring(ada, calendar(...other('a'), ...broken, ...other('z')));
      assert.equal(body.imported, 3);
      const [omission, ...others] = body.omissions;
      assert.deepEqual([omission.uid, omission.title, omission.property, others], ['broken', 'broken', property, []]);
      assert.match(omission.reason, /\bline 1[12]\b/i);
      assert.deepEqual(
        (await listed(ada)).map(({ title, priority }) => [title, priority]),
        [
          ['a', 'medium'],
          ['broken', 'urgent'],
          ['z', 'medium'],
        ],
      );
    });
  }

  it('skips a task that does not end, and takes the others', async () => {
    const text = calendar(
      'BEGIN:VTODO',
      'UID:a',
      'SUMMARY:A',
      'BEGIN:VTODO',
      'UID:b',
      'SUMMARY:B',
      'END:VTODO',
      'BEGIN:VTODO',
      'UID:c',
    );
    const { body } = await bring(ada, text);
    assert.deepEqual(
      [
        body.imported,
        body.omissions.map(({ uid, property, reason }: Record<string, string>) => [uid, property, reason]),
      ],
      [
        1,
        [
          ['a', null, 'Does not end before line 6.'],
          ['c', null, 'Does not end before line 12.'],
        ],
      ],
    );
  });

  it('does not compute the zone of a file that changes its clocks each second', async () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Z',
      'BEGIN:STANDARD',
      'DTSTART:16010101T000000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
    ];
    const due = ['BEGIN:VTODO', 'UID:x', 'SUMMARY:X', 'DUE;TZID=Z:20260701T090000', 'END:VTODO'];
    const text = calendar(...zone, 'RRULE:FREQ=SECONDLY', 'END:STANDARD', 'END:VTIMEZONE', ...due);
    assert.equal((await bring(ada, text)).body.omissions[0].property, 'DUE');
  });
});
