import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { due, instant, type TaskSnapshot, task } from '../../../shared/events/task.schema.ts';
import { notification } from '../../../shared/notifications/notification.schema.ts';
import { preferences } from '../../../shared/notifications/preferences.schema.ts';
import { pushDevices } from '../../../shared/notifications/push.schema.ts';
import { user } from '../accounts/account.response.ts';
import { token } from '../accounts/tokens/token.schema.ts';
import { activity } from '../activity/activity.schema.ts';
import { conversation, message } from '../chat/chat.schema.ts';
import { listResponse, name } from '../lists/list.schema.ts';
import { isPosition } from '../platform/positions.ts';
import { newTask } from '../tasks/write/task.input.ts';
import { newView, viewResponse } from '../views/view.schema.ts';
import { JsonPart } from './import/import.file.ts';

/** One import may hold this many tasks; a longer list must be imported in parts. */
export const mostTasks = 10_000;
export const mostReminders = 6; // A user may set one less; snoozing adds one.

const moment = instant.transform((at) => new Date(at));
const id = z.uuid('Must be a UUID.').toLowerCase();
const count = z
  .int()
  .min(1)
  .max(2 ** 31 - 2);

/** A task in an export: the task of the API, and the fields that continue its series. */
export const exportedTask = task
  .extend({ seriesStart: due.nullable(), successorId: z.uuid().nullable() })
  .meta({ id: 'ExportedTask' });
export const exportedAccount = z
  .strictObject({
    tasks: z.array(exportedTask),
    account: user,
    preferences,
    tokens: z.array(token),
    pushDevices: pushDevices.shape.items,
    notifications: z.array(notification),
    activity: z.array(activity),
    conversations: z.array(conversation),
    lists: z.array(listResponse),
    views: z.array(viewResponse),
    messages: z.array(message.extend({ conversationId: z.uuid() }).meta({ id: 'ExportedMessage' })),
  })
  .meta({ id: 'ExportedAccount' });
export type ExportedTask = TaskSnapshot & Pick<z.output<typeof exportedTask>, 'seriesStart' | 'successorId'>;

const importedReminder = z
  .strictObject({
    id: id.optional(),
    minutesBefore: z
      .int()
      .min(0)
      .max(366 * 24 * 60)
      .optional(),
    at: moment.optional(),
    fireAt: moment.optional(),
    state: z.enum(['pending', 'sent', 'cancelled']).default('pending'),
  })
  .refine(({ minutesBefore, at }) => (minutesBefore === undefined) !== (at === undefined), {
    path: ['minutesBefore'],
    message: 'Must be given, or "at", and not both.',
  });

/** Only the title is required. Missing fields, also the id, are set as for a new task. */
export const importedTask = z
  .strictObject({
    ...newTask.phase5.shape,
    id: id.optional().transform((given) => given ?? uuidv7()),
    due: due.nullable().default(null),
    completed: z.boolean().optional(),
    completedAt: moment.nullable().default(null),
    /** Accepted from exports but ignored, because it follows from `due`. */
    dueAt: instant.nullable().optional(),
    reminders: z.array(importedReminder).max(mostReminders, `At most ${mostReminders} reminders.`).default([]),
    seriesId: id.nullable().default(null),
    occurrence: count.nullable().default(null),
    seriesStart: due.nullable().default(null),
    successorId: id.nullable().default(null),
    snoozedUntil: moment.nullable().default(null),
    parentId: id.nullable().default(null),
    position: z.string().max(100).refine(isPosition, 'Must be a fractional index.').nullable().default(null),
    /** Accepted from exports but ignored, because it is counted. */
    subtasks: z.unknown().optional(),
    version: count.default(1),
    createdAt: moment.optional(),
    updatedAt: moment.optional(),
  })
  .check(({ value, issues }) => {
    const refuse = (message: string, ...path: (string | number)[]) =>
      issues.push({ code: 'custom', message, path, input: value });
    const { completed, completedAt, recurrence, seriesId, occurrence, seriesStart } = value;
    if (completed !== undefined && completed !== (completedAt !== null)) {
      refuse('Must be true where completedAt is given, and only there.', 'completed');
    }
    if (recurrence && !value.due) refuse('Needs a due.', 'recurrence');
    const first = seriesStart ?? value.due;
    if (recurrence?.until && first && recurrence.until < first.date) {
      refuse(`Must not be before the first due, ${first.date}.`, 'recurrence', 'until');
    }
    const series = [seriesId, occurrence, seriesStart].filter((part) => part !== null).length;
    if (series > 0 && !recurrence) refuse('Only a recurring task is in a series.', 'seriesId');
    if (series % 3 !== 0) refuse('Goes with occurrence and seriesStart; give all three, or none.', 'seriesId');
    const relative = value.reminders.findIndex(({ minutesBefore }) => minutesBefore !== undefined);
    if (relative >= 0 && !value.due) refuse('Needs a due.', 'reminders', relative, 'minutesBefore');
  });

/** A list gets an id of its own, unless the user has one of that name. All other fields of an export are ignored. */
export const importedList = z.looseObject({ id: id.optional(), name, archivedAt: moment.nullable().default(null) });
export const importedView = z.looseObject({ name, query: newView.shape.query });
export type ImportedList = z.output<typeof importedList>;
export type ImportedView = z.output<typeof importedView>;

/** An account may have fewer. */
export const mostListsOrViews = 1000;

const tooMany = `At most ${mostTasks} tasks; import more in parts.`;

const section = z.unknown().optional().meta({ description: 'Is accepted from an export, and not imported.' });
/** The sections of an export that belong to its account. */
const otherSections = {
  account: section,
  preferences: section,
  tokens: section,
  pushDevices: section,
  notifications: section,
  activity: section,
  conversations: section,
  messages: section,
};

/** The complete schema of a file, for the OpenAPI document. */
export const importedTasks = z
  .strictObject({
    tasks: z.array(importedTask).max(mostTasks, tooMany),
    lists: z.array(importedList).max(mostListsOrViews).optional(),
    views: z.array(importedView).max(mostListsOrViews).optional(),
    ...otherSections,
  })
  .meta({ id: 'ImportedTasks' });

const part = z.instanceof(JsonPart);
/** Checks only what makes a file invalid as a whole. Tasks are then read one by one, and their invalid parts are left out. */
export const importedFile = z.strictObject({
  tasks: z.array(part).max(mostTasks, tooMany),
  lists: z.array(part).max(mostListsOrViews).default([]),
  views: z.array(part).max(mostListsOrViews).default([]),
  ...otherSections,
});

const omission = z
  .strictObject({
    item: z.int().min(0).optional().meta({ description: 'The position in `tasks`, from 0. Only for JSON.' }),
    uid: z.string().nullable().meta({ description: 'The `UID` in iCalendar, the `id` in JSON.' }),
    title: z.string().nullable(),
    property: z
      .string()
      .nullable()
      .meta({
        description:
          'What was left out of a task that was imported, such as `RRULE` or `due.date`, or of the file, such as `activity`; ' +
          'null where the whole entry was left out.',
      }),
    reason: z.string(),
  })
  .meta({ id: 'ImportOmission' });

export const importResult = z
  .strictObject({
    imported: z.int().min(0),
    skipped: z
      .int()
      .min(0)
      .meta({ description: 'Tasks that exist already, by their id or as the same occurrence of the same series.' }),
    omissions: z
      .array(omission)
      .optional()
      .meta({ description: 'What was left out, and why. For JSON only where something was.' }),
    titles: z
      .array(z.string())
      .optional()
      .meta({ description: 'Only in a preview: the titles of the first tasks that would be added.' }),
  })
  .meta({ id: 'ImportResult' });

/** A preview names so many tasks. */
export const mostTitles = 10;

export const importQuery = z.strictObject({
  preview: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'With `true` nothing is added: the response says what would be.' }),
  list: name.optional().meta({
    description:
      'The name of the list for the tasks of a CSV file, which is added where there is none. Without it they are in the Inbox.',
  }),
});

export type ImportResult = z.output<typeof importResult>;
export type Omission = z.output<typeof omission>;
export type ImportedTask = z.output<typeof importedTask>;
/** What is imported of a file. */
export interface ImportedContent {
  tasks: ImportedTask[];
  lists: ImportedList[];
  views: ImportedView[];
}
export type ImportedReminder = z.output<typeof importedReminder>;

export const exportQuery = z.strictObject({ format: z.enum(['json', 'ics']).default('json') });
