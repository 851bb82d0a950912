import { z } from 'zod';
import { due, instant, plainFields, recurrence } from '../../../../shared/events/task.schema.ts';
import { timeZone } from '../../../../shared/time-zone.ts';

const aYearOfMinutes = 366 * 24 * 60;
const reminder = z.union(
  [
    z.strictObject({ minutesBefore: z.int().min(0).max(aYearOfMinutes) }),
    z.strictObject({ at: instant.transform((at) => new Date(at)) }),
  ],
  'Must be { "minutesBefore": 0 to 527040 } or { "at": an ISO 8601 instant }.',
);
const reminders = z.array(reminder).max(5, 'At most 5 reminders.');

/** A due without a zone is in the zone of the user. */
export const newTask = {
  phase4: z.strictObject({ title: plainFields.title, description: plainFields.description }),
  phase5: z.strictObject({
    ...plainFields,
    due: due.extend({ timeZone: timeZone.optional() }).nullable().default(null),
    recurrence: recurrence.nullable().default(null),
    reminders: reminders.default([]),
    /** A subtask is in the list of its parent. */
    parentId: z.uuid('Must be a UUID.').toLowerCase().nullable().default(null),
  }),
};

/** The values of the fields that a new task of Phase 4 cannot name. */
export const eventFieldDefaults = newTask.phase5.omit({ title: true, description: true }).parse({});

const completed = z.boolean().optional();

/** A change names only the fields that it changes; null sets a field to its default. */
export const taskChanges = {
  phase4: z.strictObject({ ...changesOf(newTask.phase4.shape), completed }),
  phase5: z.strictObject({ ...changesOf(newTask.phase5.shape), completed }),
};

type Changes<Shape extends z.ZodRawShape> = {
  [Field in keyof Shape]: z.ZodOptional<z.ZodType<z.output<Shape[Field]>>>;
};
/** Makes every field optional. Where a new task has a default, null stands for it. */
function changesOf<Shape extends z.ZodRawShape>(shape: Shape): Changes<Shape> {
  return Object.fromEntries(
    Object.entries(shape).map(([field, schema]) => [field, changeOf(schema as z.ZodType).optional()]),
  ) as Changes<Shape>;
}

function changeOf(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodDefault)) return schema;
  const value = schema.unwrap() as z.ZodType;
  if (value instanceof z.ZodNullable) return value;
  return value.nullable().transform((changed) => changed ?? schema.parse(undefined));
}

/** One request may create, change, complete or delete this many tasks. */
const maxBatch = 100;

export const newTaskBatch = z
  .strictObject({ tasks: z.array(newTask.phase5.meta({ id: 'NewTask' })).max(maxBatch, 'At most 100 tasks.') })
  .meta({ id: 'NewTaskBatch' });
const ids = z.array(z.uuid('Must be a UUID.').toLowerCase()).max(maxBatch, 'At most 100 ids.');
/** Without versions the last writer wins. */
const versions = z.array(z.int().min(1)).max(maxBatch).optional().meta({
  description: 'The version of each task that the change is made to, in the order of `ids`, as `If-Match` names one.',
});
const asManyVersions = {
  when: ({ ids, versions }: { ids: readonly string[]; versions?: readonly number[] | undefined }) =>
    versions === undefined || versions.length === ids.length,
  otherwise: { path: ['versions'], message: 'Must have as many versions as there are ids.' },
};
export const taskIds = z
  .strictObject({ ids, versions })
  .refine(asManyVersions.when, asManyVersions.otherwise)
  .meta({ id: 'TaskIds' });

/** Several tasks can be moved by days, each from its own due. */
const moveDays = z.strictObject({ moveDays: z.int().min(-36_500).max(36_500) });
const commonChanges = taskChanges.phase5.extend({
  due: z
    .union([moveDays, taskChanges.phase5.shape.due], 'Must be a due, null, or { "moveDays": -36500 to 36500 }.')
    .optional(),
});
export const taskUpdate = z
  .strictObject({ ids, versions, changes: commonChanges.meta({ id: 'CommonChanges' }) })
  .refine(asManyVersions.when, asManyVersions.otherwise)
  .meta({ id: 'TaskUpdate' });

const id = z.uuid('Must be a UUID.').toLowerCase().nullable();
export const taskMove = z
  .strictObject({
    listId: id.optional(),
    parentId: id.optional(),
    after: id.meta({ description: 'The task behind which it goes, or null for the first place.' }),
  })
  .meta({ id: 'TaskMove' });
export const snooze = z.strictObject({ until: instant.transform((until) => new Date(until)) }).meta({ id: 'Snooze' });

export type NewTask = z.output<(typeof newTask)['phase5']>;
export type TaskChanges = z.output<(typeof taskChanges)['phase5']>;
export type CommonChanges = z.output<typeof commonChanges>;
export type ReminderInput = z.output<typeof reminder>;
