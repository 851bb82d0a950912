import assert from 'node:assert/strict';
import { Temporal } from 'temporal-polyfill';
import type { Client } from '../../../../tests/support/api-client.ts';
import { useBackend } from '../../../../tests/support/backend/start-backend.ts';

describe('"today" and "overdue"', () => {
  const backend = useBackend();
  let ada: Client;

  const titles = async (status: string): Promise<string[]> => {
    const { body } = await ada.get(`/api/tasks?status=${status}&sort=title`);
    return body.items.map(({ title }: { title: string }) => title);
  };

  /** The last and the first minute of a day there, and the same two as the clock in Greenwich has them. */
  const zones: [timeZone: string, lastMinute: string, firstMinute: string][] = [
    ['Pacific/Kiritimati', '2026-06-14T09:59:00Z', '2026-06-14T10:00:00Z'],
    ['Pacific/Pago_Pago', '2026-06-15T10:59:00Z', '2026-06-15T11:00:00Z'],
    ['Asia/Kathmandu', '2026-06-14T18:14:00Z', '2026-06-14T18:15:00Z'],
    ['Europe/Berlin', '2026-06-14T21:59:00Z', '2026-06-14T22:00:00Z'],
    ['UTC', '2026-06-14T23:59:00Z', '2026-06-15T00:00:00Z'],
  ];
  for (const [timeZone, lastMinute, firstMinute] of zones) {
    it(`change at midnight in ${timeZone}`, async () => {
      backend.clock.now = new Date('2026-06-01T00:00:00Z');
      ada = await backend.register(timeZone);
      const add = (title: string, date: string, time: string | null) =>
        ada.post('/api/tasks', { title, due: { date, time } });
      for (const date of ['2026-06-14', '2026-06-15']) {
        await add(`${date} all day`, date, null);
        await add(`${date} first`, date, '00:00');
        await add(`${date} last`, date, '23:59');
      }
      await ada.post('/api/tasks', { title: 'Someday' });
      const of = (day: number) => ['all day', 'first', 'last'].map((which) => `2026-06-${day} ${which}`);

      backend.clock.now = new Date(new Date(lastMinute).getTime() + 30_000);
      assert.deepEqual(await titles('today'), of(14));
      assert.deepEqual(await titles('overdue'), ['2026-06-14 first', '2026-06-14 last']);
      backend.clock.now = new Date(firstMinute);
      assert.deepEqual(await titles('today'), of(15));
      assert.deepEqual(await titles('overdue'), of(14));
    });
  }

  it('are those of the zone that the person has now, also where another process has changed it', async () => {
    backend.clock.now = new Date('2026-06-14T12:00:00Z');
    ada = await backend.register('UTC');
    await ada.post('/api/tasks', { title: 'Water the plants', due: { date: '2026-06-15', time: null } });
    assert.deepEqual(await titles('today'), []);
    await backend.orm.em.execute('update "user" set time_zone = ? where id = ?', ['Pacific/Kiritimati', ada.userId]);
    for (let time = 1; time <= 2; time += 1) assert.deepEqual(await titles('today'), ['Water the plants']);
  });

  it('are those of the person, also for a due in another zone', async () => {
    backend.clock.now = new Date('2026-06-14T12:00:00Z');
    ada = await backend.register('Pacific/Pago_Pago'); // 01:00 of the 14th
    await ada.post('/api/tasks', { title: 'Call', due: { date: '2026-06-15', time: '08:00', timeZone: 'Asia/Tokyo' } });
    assert.deepEqual(await titles('today'), ['Call']); // 12:00 of the 14th
    await ada.patch('/api/auth/me', { timeZone: 'Asia/Tokyo' }); // 21:00 of the 14th
    assert.deepEqual(await titles('today'), []);
    backend.clock.now = new Date('2026-06-14T23:00:01Z');
    assert.deepEqual(await titles('today'), ['Call']);
    assert.deepEqual(await titles('overdue'), ['Call']);
  });

  const travels: [what: string, from: string, to: string, now: string, today: string[], overdue: string[]][] = [
    ['west to east', 'America/Los_Angeles', 'Pacific/Auckland', '2026-11-26T18:00:00Z', ['27'], ['26']],
    ['east to west', 'Pacific/Auckland', 'America/Los_Angeles', '2026-11-26T18:00:00Z', ['26'], []],
    ['as far as zones reach', 'Etc/GMT+12', 'Pacific/Kiritimati', '2026-11-26T10:00:00Z', ['27'], ['26']],
    ['and back', 'Pacific/Kiritimati', 'Etc/GMT+12', '2026-11-27T11:59:00Z', ['26'], []],
  ];
  for (const [what, from, to, now, today, overdue] of travels) {
    it(`compare all-day dues with the day where the person is now: ${what}`, async () => {
      backend.clock.now = new Date('2026-11-01T00:00:00Z');
      ada = await backend.register(from);
      for (const day of ['26', '27', '28'])
        await ada.post('/api/tasks', { title: day, due: { date: `2026-11-${day}` } });
      await ada.patch('/api/auth/me', { timeZone: to });
      backend.clock.now = new Date(now);
      assert.deepEqual(await titles('today'), today);
      assert.deepEqual(await titles('overdue'), overdue);
      // A range of instants means the days of that zone, too.
      const zoned = Temporal.PlainDate.from(`2026-11-${today[0]}`).toZonedDateTime(to);
      const range = {
        dueAfter: zoned.toInstant().toString(),
        dueBefore: zoned.add({ days: 1 }).toInstant().toString(),
      };
      const { body } = await ada.get(`/api/tasks?${new URLSearchParams(range)}`);
      assert.deepEqual(
        body.items.map(({ title }: { title: string }) => title),
        today,
      );
    });
  }

  it('hold a day of 23 and one of 25 hours', async () => {
    backend.clock.now = new Date('2026-03-01T00:00:00Z');
    ada = await backend.register('Europe/Berlin');
    for (const date of ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26']) {
      await ada.post('/api/tasks', { title: date, due: { date } });
    }
    const days: [now: string, today: string][] = [
      ['2026-03-28T23:00:00Z', '2026-03-29'],
      ['2026-03-29T21:59:59Z', '2026-03-29'],
      ['2026-03-29T22:00:00Z', '2026-03-30'],
      ['2026-10-24T22:00:00Z', '2026-10-25'],
      ['2026-10-25T22:59:59Z', '2026-10-25'],
      ['2026-10-25T23:00:00Z', '2026-10-26'],
    ];
    for (const [now, today] of days) {
      backend.clock.now = new Date(now);
      assert.deepEqual(await titles('today'), [today], now);
    }
  });
});
