import assert from 'node:assert/strict';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../tests/support/use-client.ts';

/** What programs write that goes beyond RFC 5545, or against it. */
describe('an iCalendar file that is written loosely', () => {
  const backend = useBackend();
  beforeEach(() => {
    backend.clock.now = new Date('2026-01-10T08:00:00Z');
  });
  const ada = useClientPerTest(backend, 'Europe/Berlin');

  /** The one task of a file with these lines, and what was left out of it. */
  async function brought(lines: readonly string[], zone: readonly string[] = []) {
    const todo = ['BEGIN:VTODO', 'UID:one', 'SUMMARY:One', ...lines, 'END:VTODO'];
    const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...zone, ...todo, 'END:VCALENDAR', ''].join('\r\n');
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
});
