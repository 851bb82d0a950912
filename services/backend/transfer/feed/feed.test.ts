import assert from 'node:assert/strict';
import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
import { convertIcsCalendar } from 'ts-ics';
import { assertProblem } from '../../../../tests/support/assert-problem.ts';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';
import { ical } from '../../../../tests/support/node-ical.ts';
import { useClient, useClientPerTest } from '../../../../tests/support/use-client.ts';

describe('the calendar feed', () => {
  const backend = useBackend();
  const ada = useClientPerTest(backend);
  const bob = useClient(backend);
  beforeEach(() => {
    backend.clock.now = new Date('2026-01-10T08:00:00Z');
  });

  const newFeed = async (scope = 'feed') => {
    const { id, secret } = (await ada.post('/api/tokens', { name: 'Calendar', scope })).body;
    return { id, address: `${backend.url}/api/feed/${secret}.ics` };
  };
  const textOf = async (address: string) => (await fetch(address)).text();
  const add = async (task: object) => (await ada.post('/api/tasks', task)).body;

  it('has open tasks with a due as events, which independent libraries read alike', async () => {
    const due = { date: '2026-03-28', time: '09:30', timeZone: 'Europe/Berlin' };
    const dentist = await add({
      title: 'Dentist; bring, "card"',
      due,
      reminders: [{ minutesBefore: 30 }],
      tags: ['health'],
    });
    const taxes = await add({ title: 'Taxes', due: { date: '2026-02-01' } });
    const rule = { frequency: 'daily', interval: 1, count: 4 };
    const water = await add({ title: 'Water', due, recurrence: rule });
    await add({ title: 'No due' });
    const done = await add({ title: 'Done', due });
    await ada.post(`/api/tasks/${done.id}/complete`);
    const { body: list } = await ada.post('/api/lists', { name: 'Old' });
    await add({ title: 'Put away', due, listId: list.id });
    await ada.patch(`/api/lists/${list.id}`, { archived: true });
    await bob.post('/api/tasks', { title: 'Of somebody else', due });

    const response = await fetch((await newFeed()).address);
    assert.deepEqual(
      [response.status, response.headers.get('content-type'), response.headers.get('cache-control')],
      [200, 'text/calendar; charset=utf-8', 'private, no-cache'],
    );
    const text = await response.text();
    const instants = ['2026-03-28T08:30', '2026-03-29T07:30', '2026-03-30T07:30', '2026-03-31T07:30'].map(
      (minute) => `${minute}:00.000Z`,
    );

    const calendar = new ICAL.Component(ICAL.parse(text));
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!);
    ICAL.TimezoneService.register(zone);
    const events = new Map(
      calendar.getAllSubcomponents('vevent').map((component) => [component.getFirstPropertyValue('uid'), component]),
    );
    assert.deepEqual([...events.keys()].sort(), [dentist.id, taxes.id, water.id].sort());
    assert.equal(calendar.getFirstPropertyValue('refresh-interval')!.toString(), 'PT1H');
    const byMozilla = new ICAL.Event(events.get(water.id)!).iterator();
    assert.deepEqual(
      Array.from({ length: 5 }, () => byMozilla.next()?.toJSDate().toISOString()),
      [...instants, undefined],
    );
    const first = new ICAL.Event(events.get(dentist.id)!);
    assert.deepEqual([first.summary, first.startDate.toJSDate().toISOString()], [dentist.title, instants[0]]);
    const alarm = events.get(dentist.id)!.getFirstSubcomponent('valarm')!;
    assert.equal(alarm.getFirstPropertyValue('trigger')!.toString(), '-PT30M');
    const day = new ICAL.Event(events.get(taxes.id)!);
    assert.deepEqual([day.startDate.isDate, day.startDate.toString()], [true, '2026-02-01']);

    // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it expects to be parsed
    const byNode = ical.sync.parseICS(text) as Record<string, any>;
    assert.deepEqual(
      [byNode[dentist.id].type, byNode[dentist.id].summary, byNode[dentist.id].start.toISOString()],
      ['VEVENT', dentist.title, instants[0]],
    );
    assert.equal(byNode[taxes.id].datetype, 'date');
    assert.equal(byNode['refresh-interval'].val, 'PT1H');
    assert.deepEqual(
      byNode[dentist.id].alarms.map(({ action, trigger }: { action: string; trigger: { val: string } }) => [
        action,
        trigger.val,
      ]),
      [['DISPLAY', '-PT30M']],
    );
    assert.equal(byNode[water.id].alarms, undefined);

    const byTsIcs = new Map(convertIcsCalendar(undefined, text).events?.map((event) => [event.uid, event]));
    const { summary, start: begins, alarms } = byTsIcs.get(dentist.id)!;
    assert.deepEqual([summary, begins.date.toISOString()], [dentist.title, instants[0]]);
    assert.deepEqual(
      alarms?.map(({ action, trigger }) => [action, trigger?.value]),
      [['DISPLAY', { before: true, minutes: 30 }]],
    );
    assert.equal(byTsIcs.get(taxes.id)!.start.type, 'DATE');
    assert.deepEqual([byTsIcs.get(water.id)!.recurrenceRule?.count, byTsIcs.get(water.id)!.alarms], [4, undefined]);

    const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
    const start = lines.indexOf(`UID:${water.id}`);
    const times = lines
      .slice(start, lines.indexOf('END:VEVENT', start))
      .filter((line) => /^(DTSTART|RRULE)/.test(line));
    assert.deepEqual(
      new RRuleTemporal({ rruleString: times.join('\n') })
        .all()
        .map((at) => new Date(at.epochMilliseconds).toISOString()),
      instants,
    );
  });

  it('is not sent again until a task changes', async () => {
    const { address } = await newFeed();
    const tagOf = async () => (await fetch(address)).headers.get('etag')!;
    const empty = await tagOf();
    const { id } = await add({ title: 'x', due: { date: '2026-02-01' } });
    const tag = await tagOf();
    assert.notEqual(tag, empty);
    const again = await fetch(address, { cache: 'no-cache', headers: { 'if-none-match': tag } });
    assert.deepEqual([again.status, await again.text()], [304, '']);
    await ada.patch(`/api/tasks/${id}`, { title: 'y' });
    const changed = await fetch(address, { cache: 'no-cache', headers: { 'if-none-match': tag } });
    assert.equal(changed.status, 200);
    assert.match(await changed.text(), /SUMMARY:y/);
    await ada.delete(`/api/tasks/${id}`);
    assert.equal(await tagOf(), empty);
  });

  it('is moved with one occurrence of a series', async () => {
    const timeZone = 'Europe/Berlin';
    const recurrence = { frequency: 'weekly', interval: 1 };
    const { id } = await add({ title: 'x', due: { date: '2026-02-02', time: '09:00', timeZone }, recurrence });
    await ada.patch(`/api/tasks/${id}`, { due: { date: '2026-02-03', time: '10:00', timeZone } });
    const lines = (await textOf((await newFeed()).address)).split('\r\n');
    const starts = lines.filter((line) => /^(DTSTART|RECURRENCE-ID);TZID/.test(line));
    assert.deepEqual(starts, [
      'DTSTART;TZID=Europe/Berlin:20260202T090000',
      'RECURRENCE-ID;TZID=Europe/Berlin:20260202T090000',
      'DTSTART;TZID=Europe/Berlin:20260203T100000',
    ]);
  });

  it('is nowhere without the secret of a token for it', async () => {
    const { id, address } = await newFeed();
    const { address: ofReader } = await newFeed('read');
    const session = `${backend.url}/api/feed/${ada.token}.ics`;
    for (const wrong of [ofReader, session, address.replace(/.\.ics$/, 'g.ics'), address.replace(/\.ics$/, '')]) {
      const response = await fetch(wrong);
      const problem = { status: response.status, body: await response.json(), headers: response.headers };
      assertProblem(problem, 404, 'not_found');
    }
    assert.equal(
      (await ada.get('/api/tokens')).body.items.find((token: { id: string }) => token.id === id).scope,
      'feed',
    );
    await ada.delete(`/api/tokens/${id}`);
    assert.equal((await fetch(address)).status, 404);
  });
});
