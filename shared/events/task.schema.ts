import { z } from 'zod';
import { lastInstant } from '../clock.ts';
import { line, tag, text } from '../text.ts';
import { timeZone } from '../time-zone.ts';
import { weekdays } from './weekdays.ts';

export const priorities = ['low', 'medium', 'high', 'urgent'] as const;
export const frequencies = ['daily', 'weekly', 'monthly', 'yearly'] as const;

/** Years have four digits, which every program involved writes and reads alike. */
const firstInstant = Date.UTC(900, 0, 1);
/** The date is later than the first instant, because a time zone or a reminder goes back from it. */
const firstDate = '1000-01-01';

export const instant = z.iso
  .datetime({ offset: true, message: 'Must be an ISO 8601 instant, such as 2026-01-31T09:00:00Z.' })
  .refine(
    (at) => !(Date.parse(at) < firstInstant || Date.parse(at) > lastInstant),
    'Must lie in the years 900 to 9999.',
  );
const localDate = z.iso
  .date('Must be a date, such as 2026-01-31.')
  .refine((date) => date >= firstDate, `Must not be before ${firstDate}.`);
export const localTime = z.iso.time({ precision: -1, message: 'Must be a time of day, such as 09:00.' });

/** An instant as a response shows it. */
const utc = z.iso.datetime();

/** `time: null` is all-day. */
export const due = z.strictObject({ date: localDate, time: localTime.nullable().default(null), timeZone });

/** `nth: -1` is the last one of the month. */
const nthWeekday = z.strictObject({
  nth: z.union([z.int().min(1).max(5), z.literal(-1)]),
  weekday: z.enum(weekdays),
});

/**
 * A recurrence needs a due, and counts from the first due date of the series. A day that a month lacks falls on its last day, and a
 * weekday that it lacks on its last such weekday.
 */
export const recurrence = z
  .strictObject({
    frequency: z.enum(frequencies),
    interval: z.int().min(1).max(999).default(1),
    weekdays: z.array(z.enum(weekdays)).min(1).max(7).overwrite(sortedWeekdays).optional(),
    monthDays: z
      .array(z.union([z.int().min(1).max(31), z.literal(-1)]))
      .min(1)
      .max(32)
      .overwrite((days) => inOrder(days, lastBehind))
      .optional(),
    nthWeekdays: z
      .array(nthWeekday)
      .min(1)
      .max(42)
      .overwrite((days) => inOrder(days, ({ nth, weekday }) => lastBehind(nth) * 7 + weekdays.indexOf(weekday)))
      .optional(),
    months: z
      .array(z.int().min(1).max(12))
      .min(1)
      .max(12)
      .overwrite((months) => inOrder(months, (month) => month))
      .optional(),
    from: z.enum(['due', 'completion']).default('due'),
    until: localDate.optional(),
    count: z.int().min(1).max(9999).optional(),
  })
  .refine((rule) => !rule.weekdays || rule.frequency === 'weekly', {
    path: ['weekdays'],
    message: 'Weekdays go with a weekly recurrence only.',
  })
  .refine((rule) => !rule.monthDays || rule.frequency === 'monthly' || rule.frequency === 'yearly', {
    path: ['monthDays'],
    message: 'Days of the month go with a monthly or yearly recurrence only.',
  })
  .refine((rule) => !rule.nthWeekdays || rule.frequency === 'monthly' || rule.frequency === 'yearly', {
    path: ['nthWeekdays'],
    message: 'Weekdays of the month go with a monthly or yearly recurrence only.',
  })
  .refine((rule) => !rule.monthDays || !rule.nthWeekdays, {
    path: ['nthWeekdays'],
    message: 'A recurrence has days of the month or weekdays of the month, not both.',
  })
  .refine((rule) => !rule.months || rule.frequency === 'yearly', {
    path: ['months'],
    message: 'Months go with a yearly recurrence only.',
  });

/** The last, -1, stands behind all others. */
function lastBehind(number: number): number {
  return number === -1 ? 32 : number;
}

/** Returns each item once and in order, so that equal sets are stored alike. */
function inOrder<Item>(items: Item[], rank: (item: Item) => number): Item[] {
  const byRank = new Map(items.map((item) => [rank(item), item]));
  return [...byRank.keys()].sort((a, b) => a - b).map((key) => byRank.get(key)!);
}

function sortedWeekdays(days: (typeof weekdays)[number][]): (typeof weekdays)[number][] {
  return weekdays.filter((day) => days.includes(day));
}

/**
 * The fields that a client sets independently of all others, with the rules for a new task. Everything that creates, changes,
 * copies, imports or restores a task derives them from here; the entity and `task` below declare the same names.
 */
export const plainFields = {
  title: line(200),
  description: text().max(10_000, 'Must have at most 10 000 characters.').default(''),
  priority: z.enum(priorities).default('medium'),
  tags: z
    .array(tag())
    .max(20, 'At most 20 tags.')
    .overwrite((list) => [...new Set(list)])
    .default([]),
  /** Null for the Inbox. */
  listId: z.uuid('Must be a UUID.').toLowerCase().nullable().default(null),
};
export type PlainFields = z.output<z.ZodObject<typeof plainFields>>;

/** Every plain field but the title, which has no default. */
export const plainDefaults = z.object(plainFields).omit({ title: true }).parse({});

const plainFieldNames = Object.keys(plainFields) as (keyof PlainFields)[];

/** Copies the plain fields that the source names. */
export function plainFieldsOf<Source extends { [Field in keyof PlainFields]?: unknown }>(
  source: Source,
): Pick<Source, keyof Source & keyof PlainFields> {
  const named: { [Field in keyof PlainFields]?: unknown } = {};
  for (const name of plainFieldNames) if (source[name] !== undefined) named[name] = source[name];
  return named as Pick<Source, keyof Source & keyof PlainFields>;
}

export const reminder = z.strictObject({
  id: z.uuid(),
  minutesBefore: z.int().optional(),
  at: utc.optional(),
  fireAt: utc,
  state: z.enum(['pending', 'sent', 'cancelled']),
});

/** The number of direct subtasks. */
const subtasks = z.strictObject({ total: z.int(), completed: z.int() });

/**
 * A task as responses and events carry it. Instants are ISO 8601 in UTC. Events of older versions lack the fields that have a default.
 */
export const task = z.strictObject({
  id: z.uuid(),
  title: text(),
  description: text(),
  completed: z.boolean(),
  completedAt: utc.nullable(),
  priority: z.enum(priorities),
  tags: z.array(text()),
  due: due.nullable(),
  dueAt: utc.nullable(),
  reminders: z.array(reminder),
  recurrence: recurrence.nullable(),
  seriesId: z.uuid().nullable(),
  occurrence: z.int().nullable(),
  snoozedUntil: utc.nullable(),
  listId: z.uuid().nullable().default(null),
  parentId: z.uuid().nullable().default(null),
  subtasks: subtasks.default({ total: 0, completed: 0 }),
  /** A fractional index within its list and parent. Positions are compared by their bytes. */
  position: z.string().default(''),
  version: z.int(),
  createdAt: utc,
  updatedAt: utc,
});

export type Priority = (typeof priorities)[number];
export type Due = z.infer<typeof due>;
export type Recurrence = z.infer<typeof recurrence>;
export type Subtasks = z.infer<typeof subtasks>;
export type TaskSnapshot = z.infer<typeof task>;
