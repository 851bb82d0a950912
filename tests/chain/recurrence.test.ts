import assert from 'node:assert/strict';
import type { Client } from '../support/api-client.ts';
import { useChain } from './start-chain.ts';

/** [completed at, date of the successor, its instant, its number]; null: there is no successor. */
type Step = [at: string, date: string | null, dueAt?: string, occurrence?: number];
interface Case {
  title: string;
  due: { date: string; time?: string; timeZone?: string };
  recurrence: object;
  steps: Step[];
}

const berlin = (date: string, time?: string) => ({ date, timeZone: 'Europe/Berlin', ...(time ? { time } : {}) });
const newYork = (date: string, time: string) => ({ date, time, timeZone: 'America/New_York' });
const lordHowe = (date: string, time: string) => ({ date, time, timeZone: 'Australia/Lord_Howe' });

const cases: Case[] = [
  {
    title: 'a 31st goes through short months and comes back, without drift, over years',
    due: berlin('2026-01-31', '09:00'),
    recurrence: { frequency: 'monthly' },
    steps: [
      ['2026-01-31T08:00:00Z', '2026-02-28', '2026-02-28T08:00:00.000Z', 2],
      ['2026-02-28T12:00:00Z', '2026-03-31', '2026-03-31T07:00:00.000Z', 3],
      ['2026-03-31T12:00:00Z', '2026-04-30', '2026-04-30T07:00:00.000Z', 4],
      ['2026-04-30T12:00:00Z', '2026-05-31', '2026-05-31T07:00:00.000Z', 5],
      ['2028-02-10T12:00:00Z', '2028-02-29', '2028-02-29T08:00:00.000Z', 26],
      ['2028-02-29T12:00:00Z', '2028-03-31', '2028-03-31T07:00:00.000Z', 27],
    ],
  },
  {
    title: 'a leap day comes back every fourth year, and is the 28th between',
    due: berlin('2024-02-29', '09:00'),
    recurrence: { frequency: 'yearly' },
    steps: [
      ['2024-02-29T09:00:00Z', '2025-02-28', '2025-02-28T08:00:00.000Z', 2],
      ['2025-02-28T09:00:00Z', '2026-02-28', '2026-02-28T08:00:00.000Z', 3],
      ['2027-01-01T09:00:00Z', '2027-02-28', '2027-02-28T08:00:00.000Z', 4],
      ['2027-03-01T09:00:00Z', '2028-02-29', '2028-02-29T08:00:00.000Z', 5],
      ['2028-02-29T09:00:00Z', '2029-02-28', '2029-02-28T08:00:00.000Z', 6],
    ],
  },
  {
    title: 'a month counted from a leap day keeps to the 29th',
    due: berlin('2024-02-29'),
    recurrence: { frequency: 'monthly', interval: 6 },
    steps: [
      ['2024-02-29T09:00:00Z', '2024-08-29', '2024-08-29T21:59:59.999Z', 2],
      ['2024-08-29T09:00:00Z', '2025-02-28', '2025-02-28T22:59:59.999Z', 3],
      ['2025-02-28T09:00:00Z', '2025-08-29', '2025-08-29T21:59:59.999Z', 4],
    ],
  },
  {
    title: 'Berlin in spring: a skipped 02:30 is 03:30 that day, and 02:30 again the next',
    due: berlin('2026-03-28', '02:30'),
    recurrence: { frequency: 'daily' },
    steps: [
      ['2026-03-28T02:00:00Z', '2026-03-29', '2026-03-29T01:30:00.000Z', 2],
      ['2026-03-29T02:00:00Z', '2026-03-30', '2026-03-30T00:30:00.000Z', 3],
    ],
  },
  {
    title: 'Berlin in autumn: a doubled 02:30 is the earlier',
    due: berlin('2026-10-24', '02:30'),
    recurrence: { frequency: 'daily' },
    steps: [
      ['2026-10-24T02:00:00Z', '2026-10-25', '2026-10-25T00:30:00.000Z', 2],
      ['2026-10-25T00:45:00Z', '2026-10-26', '2026-10-26T01:30:00.000Z', 3],
    ],
  },
  {
    title: 'New York in spring: 02:30 is 03:30 that day',
    due: newYork('2026-03-07', '02:30'),
    recurrence: { frequency: 'daily' },
    steps: [
      ['2026-03-07T08:00:00Z', '2026-03-08', '2026-03-08T07:30:00.000Z', 2],
      ['2026-03-08T08:00:00Z', '2026-03-09', '2026-03-09T06:30:00.000Z', 3],
    ],
  },
  {
    title: 'New York in autumn: 01:30 is the earlier, and 09:00 stays 09:00',
    due: newYork('2026-10-31', '01:30'),
    recurrence: { frequency: 'daily' },
    steps: [
      ['2026-10-31T06:00:00Z', '2026-11-01', '2026-11-01T05:30:00.000Z', 2],
      ['2026-11-01T06:00:00Z', '2026-11-02', '2026-11-02T06:30:00.000Z', 3],
    ],
  },
  {
    title: 'Lord Howe in spring: the gap is 30 minutes, so 02:15 is 02:45',
    due: lordHowe('2026-10-03', '02:15'),
    recurrence: { frequency: 'daily' },
    steps: [
      ['2026-10-02T16:00:00Z', '2026-10-04', '2026-10-03T15:45:00.000Z', 2],
      ['2026-10-03T16:00:00Z', '2026-10-05', '2026-10-04T15:15:00.000Z', 3],
    ],
  },
  {
    title: 'Lord Howe in autumn: 01:45 comes twice, and is the earlier',
    due: lordHowe('2026-04-04', '01:45'),
    recurrence: { frequency: 'daily' },
    steps: [
      ['2026-04-03T15:00:00Z', '2026-04-05', '2026-04-04T14:45:00.000Z', 2],
      ['2026-04-04T15:00:00Z', '2026-04-06', '2026-04-05T15:15:00.000Z', 3],
    ],
  },
  {
    title: 'a week over a DST change keeps its wall time',
    due: newYork('2026-03-04', '09:00'),
    recurrence: { frequency: 'weekly' },
    steps: [['2026-03-04T15:00:00Z', '2026-03-11', '2026-03-11T13:00:00.000Z', 2]],
  },
  {
    title: 'all-day is the end of that day fourteen hours east of Greenwich',
    due: { date: '2026-06-01', timeZone: 'Pacific/Kiritimati' },
    recurrence: { frequency: 'daily' },
    // 2 June has begun there.
    steps: [['2026-06-01T10:00:00Z', '2026-06-02', '2026-06-02T09:59:59.999Z', 2]],
  },
  {
    title: 'all-day is the end of that day eleven hours west of Greenwich',
    due: { date: '2026-06-01', timeZone: 'Pacific/Pago_Pago' },
    recurrence: { frequency: 'daily' },
    // There it is still 1 June; in Greenwich it is the 2nd.
    steps: [['2026-06-02T10:00:00Z', '2026-06-02', '2026-06-03T10:59:59.999Z', 2]],
  },
  {
    title: 'all-day is the end of that day in a zone with 45 minutes',
    due: { date: '2026-06-01', timeZone: 'Asia/Kathmandu' },
    recurrence: { frequency: 'weekly', weekdays: ['mon', 'fri'] },
    steps: [['2026-06-01T10:00:00Z', '2026-06-05', '2026-06-05T18:14:59.999Z', 2]],
  },
  {
    title: 'occurrences that were missed are skipped, and counted',
    due: berlin('2026-01-01', '09:00'),
    recurrence: { frequency: 'daily', count: 12 },
    steps: [
      ['2026-01-10T12:00:00Z', '2026-01-11', '2026-01-11T08:00:00.000Z', 11],
      ['2026-01-11T08:00:00Z', '2026-01-12', '2026-01-12T08:00:00.000Z', 12],
      ['2026-01-12T08:00:00Z', null],
    ],
  },
  {
    title: 'an occurrence that is now is not after now',
    due: berlin('2026-01-01', '09:00'),
    recurrence: { frequency: 'daily' },
    steps: [['2026-01-05T08:00:00Z', '2026-01-06', '2026-01-06T08:00:00.000Z', 6]],
  },
  {
    title: 'completed early, the next is the one after it, not the same again',
    due: berlin('2026-03-20', '09:00'),
    recurrence: { frequency: 'weekly' },
    steps: [
      ['2026-03-01T12:00:00Z', '2026-03-27', '2026-03-27T08:00:00.000Z', 2],
      ['2026-03-01T12:00:01Z', '2026-04-03', '2026-04-03T07:00:00.000Z', 3],
    ],
  },
  {
    title: 'a first due off the weekday set is occurrence 1 all the same',
    due: berlin('2026-11-25', '09:00'), // a Wednesday
    recurrence: { frequency: 'weekly', interval: 2, weekdays: ['fri', 'mon'] },
    steps: [
      ['2026-11-25T09:00:00Z', '2026-11-27', '2026-11-27T08:00:00.000Z', 2],
      ['2026-11-27T09:00:00Z', '2026-12-07', '2026-12-07T08:00:00.000Z', 3],
      ['2026-12-07T09:00:00Z', '2026-12-11', '2026-12-11T08:00:00.000Z', 4],
      ['2026-12-11T09:00:00Z', '2026-12-21', '2026-12-21T08:00:00.000Z', 5],
    ],
  },
  {
    title: 'from completion counts from the day of completion in the zone of the due',
    due: { date: '2026-05-01', time: '18:00', timeZone: 'Pacific/Kiritimati' },
    recurrence: { frequency: 'daily', interval: 3, from: 'completion' },
    // It is 11 May there.
    steps: [['2026-05-10T11:00:00Z', '2026-05-14', '2026-05-14T04:00:00.000Z', 2]],
  },
  {
    title: 'from completion with a weekday set takes the next such day, and leaves out weeks',
    due: berlin('2026-11-23', '09:00'),
    recurrence: { frequency: 'weekly', interval: 2, weekdays: ['mon', 'thu'], from: 'completion' },
    steps: [
      ['2026-11-24T12:00:00Z', '2026-11-26', '2026-11-26T08:00:00.000Z', 2],
      // A Friday: this week has no day left, and the next is left out.
      ['2026-11-27T12:00:00Z', '2026-12-07', '2026-12-07T08:00:00.000Z', 3],
    ],
  },
  {
    title: 'from completion in a short month takes its last day, and then counts from there',
    due: berlin('2026-01-15', '09:00'),
    recurrence: { frequency: 'monthly', from: 'completion', count: 3 },
    steps: [
      ['2026-01-31T12:00:00Z', '2026-02-28', '2026-02-28T08:00:00.000Z', 2],
      ['2026-02-28T12:00:00Z', '2026-03-28', '2026-03-28T08:00:00.000Z', 3],
      ['2026-03-28T12:00:00Z', null],
    ],
  },
  {
    title: 'until is inclusive, on the wall calendar of the due',
    due: { date: '2026-05-01', time: '23:30', timeZone: 'Pacific/Pago_Pago' },
    recurrence: { frequency: 'daily', until: '2026-05-02' },
    steps: [
      ['2026-05-02T11:00:00Z', '2026-05-02', '2026-05-03T10:30:00.000Z', 2],
      ['2026-05-03T11:00:00Z', null],
    ],
  },
  {
    title: 'until on the day of the due leaves the one occurrence there is',
    due: berlin('2026-05-01'),
    recurrence: { frequency: 'daily', until: '2026-05-01' },
    steps: [['2026-05-01T11:00:00Z', null]],
  },
  {
    title: 'a count of one has no successor',
    due: berlin('2026-05-01'),
    recurrence: { frequency: 'yearly', count: 1 },
    steps: [['2026-05-01T11:00:00Z', null]],
  },
  {
    title: 'a due in 1900 with a daily rule',
    due: { date: '1900-01-01', timeZone: 'UTC' },
    recurrence: { frequency: 'daily' },
    steps: [['2026-11-24T12:00:00Z', '2026-11-24', '2026-11-24T23:59:59.999Z', 46_349]],
  },
];

describe('the meaning of recurrence, from the API through the events', () => {
  const clock = { now: new Date('2026-01-01T00:00:00Z') };
  const chain = useChain(clock);
  let ada: Client;

  const open = async () => (await ada.get('/api/tasks?status=open')).body.items;

  for (const { title, due, recurrence, steps } of cases) {
    it(title, async () => {
      clock.now = new Date(steps[0]![0]);
      ada = await chain.backend.register('Europe/Berlin');
      await ada.post('/api/tasks', { title, due, recurrence });
      for (const [at, date, dueAt, occurrence] of steps) {
        clock.now = new Date(at);
        const [task, ...others] = await open();
        assert.deepEqual(others, []);
        assert.equal((await ada.post(`/api/tasks/${task.id}/complete`)).status, 200);
        await chain.settled();
        const following = (await open()).map((next: { due: object; dueAt: string; occurrence: number }) => {
          return { due: next.due, dueAt: next.dueAt, occurrence: next.occurrence };
        });
        const wanted = { due: { time: null, timeZone: 'UTC', ...due, date }, dueAt, occurrence };
        assert.deepEqual(following, date === null ? [] : [wanted], `completed at ${at}`);
      }
    });
  }
});
