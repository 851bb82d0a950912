import assert from 'node:assert/strict';
import { calendar, todo, useCalendarImport } from '../../../../tests/support/backend/use-calendar-import.ts';

describe('the import of iCalendar', () => {
  const { backend, ada, bring, listed, brought } = useCalendarImport();

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
    assert.deepEqual([task.parentId, omitted], [null, ['parentId']]);
  });

  it('takes subtasks, also before their parents, and finds them again in its own export', async () => {
    const child = [
      'BEGIN:VTODO',
      'UID:child',
      'SUMMARY:Book',
      'RELATED-TO:parent',
      'RELATED-TO;RELTYPE=SIBLING:x',
      'END:VTODO',
    ];
    const parent = ['BEGIN:VTODO', 'UID:parent', 'SUMMARY:Trip', 'END:VTODO'];
    const { omissions } = (await bring(ada, calendar(...child, ...parent))).body;
    assert.deepEqual(
      omissions.map(({ title, property }: { title: string; property: string }) => [title, property]),
      [['Book', 'RELATED-TO']],
    );
    const [book, trip] = await listed(ada);
    assert.deepEqual([trip.parentId, book.parentId], [null, trip.id]);
    const exported: string = (await ada.get('/api/export?format=ics')).body;
    await ada.delete(`/api/tasks/${trip.id}`);
    assert.equal((await bring(ada, exported)).body.imported, 2);
    assert.equal((await ada.get(`/api/tasks/${book.id}`)).body.parentId, trip.id);
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
});
