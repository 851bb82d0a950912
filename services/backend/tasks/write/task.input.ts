import { z } from 'zod';
import { due, instant, priorities, recurrence } from '../../../../shared/events/task.schema.ts';
import { text } from '../../../../shared/text.ts';
import { timeZone } from '../../../../shared/time-zone.ts';

const title = text().trim().regex(/\S/, 'Must not be blank.').max(200, 'Must have at most 200 characters.');
const description = text().max(10_000, 'Must have at most 10 000 characters.');
const tag = text().trim().toLowerCase().regex(/\S/, 'Must not be blank.').max(50, 'Must have at most 50 characters.');
const tags = z
  .array(tag)
  .max(20, 'At most 20 tags.')
  .overwrite((list) => [...new Set(list)]);

const aYearOfMinutes = 366 * 24 * 60;
const reminder = z.union(
  [
    z.strictObject({ minutesBefore: z.int().min(0).max(aYearOfMinutes) }),
    z.strictObject({ at: instant.transform((at) => new Date(at)) }),
  ],
  'Must be { "minutesBefore": 0 to 527040 } or { "at": an ISO 8601 instant }.',
);
const reminders = z.array(reminder).max(5, 'At most 5 reminders.');

const phase4Fields = { title, description: description.default('') };

/** A new task in Phase 4; in Phase 5 all of it. A due without a zone is in the user's. */
export const newTask = {
  phase4: z.strictObject(phase4Fields),
  phase5: z.strictObject({
    ...phase4Fields,
    priority: z.enum(priorities).default('medium'),
    tags: tags.default([]),
    due: due.extend({ timeZone: timeZone.optional() }).nullable().default(null),
    recurrence: recurrence.nullable().default(null),
    reminders: reminders.default([]),
  }),
};

const phase4Changes = {
  title: title.optional(),
  description: clearable(description, ''),
  completed: z.boolean().optional(),
};

/** Only what is named is changed; null clears. */
export const taskChanges = {
  phase4: z.strictObject(phase4Changes),
  phase5: z.strictObject({
    ...phase4Changes,
    priority: clearable(z.enum(priorities), 'medium' as const),
    tags: clearable(tags, []),
    due: due.extend({ timeZone: timeZone.optional() }).nullable().optional(),
    recurrence: recurrence.nullable().optional(),
    reminders: clearable(reminders, []),
  }),
};

/** What may be done with several tasks at once. */
const atOnce = 100;

export const newTaskBatch = z
  .strictObject({ tasks: z.array(newTask.phase5.meta({ id: 'NewTask' })).max(atOnce, 'At most 100 tasks.') })
  .meta({ id: 'NewTaskBatch' });
export const taskIds = z
  .strictObject({ ids: z.array(z.uuid('Must be a UUID.').toLowerCase()).max(atOnce, 'At most 100 ids.') })
  .meta({ id: 'TaskIds' });
export const snooze = z.strictObject({ until: instant.transform((until) => new Date(until)) }).meta({ id: 'Snooze' });

/** Optional, and null stands for `cleared`. */
function clearable<Schema extends z.ZodType, Cleared extends z.output<Schema>>(schema: Schema, cleared: Cleared) {
  return schema
    .nullable()
    .transform((value) => value ?? cleared)
    .optional();
}

export type NewTask = z.output<(typeof newTask)['phase5']>;
export type TaskChanges = z.output<(typeof taskChanges)['phase5']>;
export type ReminderInput = z.output<typeof reminder>;
