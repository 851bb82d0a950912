import assert from 'node:assert/strict';
import { sidecarWithoutNotifications, useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

/** What programs write that goes beyond RFC 5545, or against it. */
describe('an iCalendar file that is written loosely', () => {
  const backend = useBackend({ sidecar: sidecarWithoutNotifications });
  beforeEach(() => {
    backend.clock.now = new Date('2026-01-10T08:00:00Z');
  });
  const ada = useClientPerTest(backend, 'Europe/Berlin');

  /** The one task of a file with these lines, and what was left out of it. */
  async function brought(lines: readonly string[], beside: readonly string[] = []) {
    const todo = ['BEGIN:VTODO', 'UID:one', 'SUMMARY:One', ...lines, 'END:VTODO'];
    const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...beside, ...todo, 'END:VCALENDAR', ''].join('\r\n');
    const { status, body } = await ada.post('/api/import', text, { 'content-type': 'text/calendar' });
    assert.deepEqual([status, body.imported], [200, 1], JSON.stringify(body));
    const { items } = (await ada.get('/api/tasks')).body;
    return { task: items[0], omissions: body.omissions };
  }

  const changesClocks = (standard: string, daylight: string, tzid: string) => [
    'BEGIN:VTIMEZONE',
    `TZID:${tzid}`,
    'BEGIN:STANDARD',
    'DTSTART:16011028T030000',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
    `TZOFFSETFROM:${daylight}`,
    `TZOFFSETTO:${standard}`,
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:16010325T020000',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
    `TZOFFSETFROM:${standard}`,
    `TZOFFSETTO:${daylight}`,
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ];

  for (const [tzid, timeZone] of [
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['Eastern Standard Time', 'America/New_York'],
    ['GMT Standard Time 1', 'Europe/London'],
    ['/Europe/Vienna', 'Europe/Vienna'],
    ['/America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ] as const) {
    it(`takes the zone "${tzid}", which the file does not define, for ${timeZone}`, async () => {
      const { task, omissions } = await brought([`DUE;TZID=${tzid}:20260701T090000`]);
      assert.deepEqual([task.due, omissions], [{ date: '2026-07-01', time: '09:00', timeZone }, []]);
    });
  }

  it('keeps the zone that a definition with a name of Windows means', async () => {
    const zone = changesClocks('+0000', '+0100', 'GMT Standard Time');
    const { task } = await brought(['DUE;TZID=GMT Standard Time:20260701T090000'], zone);
    assert.equal(task.due.timeZone, 'Europe/London');
  });

  it('follows the definition where it contradicts a short name: GMT with summer time', async () => {
    const zone = changesClocks('+0000', '+0100', 'GMT');
    const { task } = await brought(['DUE;TZID=GMT:20260701T102000'], zone);
    assert.equal(task.dueAt, '2026-07-01T09:20:00.000Z');
  });

  it('follows the name where a definition contradicts Europe/Berlin: many hold the rules of one year', async () => {
    const zone = changesClocks('+0000', '+0100', 'Europe/Berlin');
    const { task } = await brought(['DUE;TZID=Europe/Berlin:20260701T090000'], zone);
    assert.deepEqual(task.due, { date: '2026-07-01', time: '09:00', timeZone: 'Europe/Berlin' });
  });

  for (const due of ['DUE:20260701', 'DUE;VALUE=DATE-TIME:20260701', 'DUE; VALUE = DATE:20260701']) {
    it(`reads a day from ${due}`, async () => {
      const { task, omissions } = await brought([due]);
      assert.deepEqual([task.due, omissions], [{ date: '2026-07-01', time: null, timeZone: 'Europe/Berlin' }, []]);
    });
  }

  it('reads a time that is called a day', async () => {
    const { task } = await brought(['DUE;VALUE=DATE:20260701T090000']);
    assert.deepEqual(task.due, { date: '2026-07-01', time: '09:00', timeZone: 'Europe/Berlin' });
  });

  it('imports the task of which a line cannot be read, and tells which', async () => {
    const { task, omissions } = await brought(['DESCRIPTION:First', 'second', 'RRULE:FREQ=OFTEN', 'DUE:20260701']);
    assert.deepEqual([task.description, task.recurrence, task.due.date], ['First', null, '2026-07-01']);
    const left = { uid: 'one', title: 'One' };
    assert.deepEqual(omissions, [
      { ...left, property: 'VTODO', reason: 'Line 7 cannot be read: second' },
      { ...left, property: 'RRULE', reason: 'Line 8 cannot be read: RRULE:FREQ=OFTEN' },
    ]);
  });

  describe('which holds a series from its beginning', () => {
    const weekly = ['DTSTART;TZID=Europe/Berlin:20260105T090000', 'RRULE:FREQ=WEEKLY;COUNT=4'];
    const done = (date: string, ...id: string[]) => [
      ...['BEGIN:VTODO', 'UID:one', 'SUMMARY:One', ...id, `DUE;TZID=Europe/Berlin:${date}`],
      ...['STATUS:COMPLETED', 'COMPLETED:20260106T080000Z', 'END:VTODO'],
    ];
    const exported = async () => (await ada.get('/api/export')).body.tasks[0];

    it('goes on after the occurrences that are done, as Thunderbird and eM Client keep them', async () => {
      const { omissions } = await brought(weekly, [
        ...done('20260105T090000', 'RECURRENCE-ID;TZID=Europe/Berlin:20260105T090000'),
        ...done('20260112T100000', 'RECURRENCE-ID:20260112T080000Z'),
      ]);
      const { completed, due, recurrence, occurrence, seriesStart } = await exported();
      assert.deepEqual([completed, due.date, occurrence], [false, '2026-01-19', 3]);
      assert.deepEqual([recurrence.count, seriesStart.date], [4, '2026-01-05']);
      const reason = 'This occurrence is over; the import begins with a later one of the series.';
      const over = { uid: 'one', title: 'One', property: null, reason };
      assert.deepEqual(omissions, [over, over]);
    });

    it('goes on after those that were left out, and tells of later ones', async () => {
      const dates = ['20260105T090000', '20260112T090000'].join();
      const { task, omissions } = await brought([...weekly, `EXDATE;TZID=Europe/Berlin:${dates}`]);
      assert.deepEqual([task.due.date, task.occurrence, omissions], ['2026-01-19', 3, []]);
    });

    it('tells of an occurrence that was left out after the one that is open', async () => {
      const { task, omissions } = await brought([...weekly, 'EXDATE;TZID=Europe/Berlin:20260112T090000']);
      assert.deepEqual([task.due.date, omissions[0].property], ['2026-01-05', 'EXDATE']);
    });

    it('is completed where all occurrences are', async () => {
      const all = ['05', '12', '19', '26'].flatMap((day) =>
        done(`202601${day}T090000`, `RECURRENCE-ID;TZID=Europe/Berlin:202601${day}T090000`),
      );
      const { task } = await brought(weekly, all);
      assert.deepEqual([task.completed, task.due.date, task.recurrence], [true, '2026-01-26', null]);
    });
  });
});
