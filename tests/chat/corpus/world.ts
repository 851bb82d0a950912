const day = (date: string, time: string | null = null) => ({ date, time });
const weekly = { frequency: 'weekly' };

/** Tuesday, 24 November 2026, 14:00 in Berlin. */
export const now = new Date('2026-11-24T13:00:00Z');
export const timeZone = 'Europe/Berlin';

export const lists = ['Errands', 'Home office'];

/** The tasks of the person who speaks, oldest first. */
export const world = [
  { title: 'Old invoice', doneAt: '2026-11-23T10:00:00Z' },
  { title: 'File taxes', doneAt: '2026-11-24T08:00:00Z' },
  { title: 'Fix the bike', doneAt: '2026-11-24T09:00:00Z' },
  { title: 'Pay rent', due: day('2026-11-29'), priority: 'high', tags: ['home'] },
  { title: 'Write the report', due: day('2026-12-02', '15:00'), tags: ['work'] },
  { title: 'Buy milk', tags: ['shop'] },
  { title: 'Buy bread' },
  { title: 'Buy eggs', tags: ['shop'] },
  { title: 'Call mum', due: day('2026-11-24', '18:00'), tags: ['family'] },
  { title: 'Dentist', due: day('2026-11-25', '15:00'), tags: ['health'], reminders: [{ minutesBefore: 60 }] },
  { title: 'Water the plants', due: day('2026-11-24'), recurrence: weekly },
  { title: 'Gym', due: day('2026-11-26', '18:00'), recurrence: weekly, tags: ['health'] },
  { title: 'Renew passport', due: day('2026-11-20'), priority: 'high' },
  { title: 'Return library books', due: day('2026-11-22') },
  { title: 'Prepare presentation', due: day('2026-11-27'), priority: 'urgent', tags: ['work'] },
  { title: 'Book flights to Rome' },
  { title: 'Read' },
  { title: 'Plumber', due: day('2026-11-27', '10:00'), tags: ['home'] },
  { title: 'Call Bob', priority: 'urgent' },
  { title: 'Clean the garage', priority: 'low' },
  { title: 'Order a new laptop', due: day('2026-12-05'), tags: ['work'] },
  { title: 'Send invoice to Acme', due: day('2026-11-30'), priority: 'high', tags: ['work'] },
  { title: 'Plan the party', due: day('2026-12-12') },
] as const;

export const undated = [
  'Buy milk',
  'Buy bread',
  'Buy eggs',
  'Book flights to Rome',
  'Read',
  'Call Bob',
  'Clean the garage',
];
export const overdue = ['Renew passport', 'Return library books'];
export const today = ['Call mum', 'Water the plants'];
export const work = ['Write the report', 'Prepare presentation', 'Order a new laptop', 'Send invoice to Acme'];
