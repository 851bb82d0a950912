import { z } from 'zod';
import { due, plainFields, recurrence } from '../../../shared/events/task.schema.ts';
import { ValidationFailed } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import { parseQuickAdd, type QuickAdd } from '../../../shared/language/quick-add.ts';
import type { Reader } from '../../../shared/language/reader.ts';
import { text } from '../../../shared/text.ts';
import type { Route } from '../platform/openapi/route.ts';
import { describeTask } from './task.examples.ts';
import { taskPresenter, withEtag } from './task.presenter.ts';
import type { TaskDependencies } from './task.routes.ts';
import { type NewTask, newTask } from './write/task.input.ts';
import { createTask } from './write/task.service.ts';

const quickAdd = z
  .strictObject({ text: text().max(500, 'Must have at most 500 characters.') })
  .meta({ id: 'QuickAdd' });
const quickAddQuery = z.strictObject({
  preview: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'With `true` the text is read, and nothing is added.' }),
});

const span = {
  start: z.int().meta({ description: 'Counted in UTF-16 code units, as JavaScript does.' }),
  end: z.int(),
  text: z.string(),
};
const preview = z
  .strictObject({
    task: z
      .strictObject({
        ...plainFields,
        due: due.nullable(),
        recurrence: recurrence.nullable(),
        reminders: z.array(z.strictObject({ minutesBefore: z.int() })),
      })
      .meta({ description: 'The task as `POST /api/tasks` accepts it.' }),
    tokens: z
      .array(
        z.strictObject({
          kind: z.enum(['due', 'recurrence', 'reminder', 'priority', 'tag', 'list']),
          ...span,
          label: z.string().meta({ description: 'The meaning in a few words.' }),
        }),
      )
      .meta({ description: 'The parts that were read, in the order of the text. The rest is the title.' }),
    unread: z
      .array(
        z.strictObject({
          ...span,
          reason: z.string(),
          suggestions: z
            .array(z.string())
            .meta({ description: 'Texts that would be understood instead: one, or one for each of several tasks.' }),
        }),
      )
      .meta({ description: 'Phrases that look like dates but were not understood. They stay in the title.' }),
  })
  .meta({ id: 'QuickAddPreview' });

const spoken = { text: 'Pay rent every month on the last day at 9 #home p2 !30m' };

/** Adds the task that the language reads in one line of text. */
export function quickAddRoutes({
  idempotent,
  authenticate,
  clock,
}: Pick<TaskDependencies, 'idempotent' | 'authenticate' | 'clock'>): Route[] {
  const present = taskPresenter(true);
  return [
    {
      method: 'post',
      path: '/api/tasks/quick',
      operationId: 'quickAddTask',
      summary: 'Add a task from one line of text',
      description:
        'Reads days, times, repetition, priority, tags and reminders in the text, in the time zone and locale of the user, as the ' +
        'quick-add field of the page does. Anything that is not understood stays in the title.',
      tag: 'tasks',
      query: quickAddQuery,
      headers: ['Idempotency-Key'],
      body: { schema: quickAdd, examples: { rent: spoken, milk: { text: 'Buy milk tomorrow' } } },
      responses: {
        200: { description: 'The meaning of the text. Nothing is added.', schema: preview, example: examplePreview() },
        201: { ...describeTask(true), headers: ['ETag', 'Location'] },
      },
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const query = validate(quickAddQuery, ctx.query, 'query');
        const { text } = validate(quickAdd, ctx.request.body);
        const now = clock();
        const read = parseQuickAdd(text, { timeZone: owner.timeZone, locale: owner.locale, now, lists: false });
        const input = taskIn(read);
        if (query.preview === 'true') {
          ctx.body = { task: input, tokens: read.tokens, unread: read.unread };
          return;
        }
        await idempotent(ctx, owner, async (tx) => {
          const task = await createTask(tx, { actor: 'user', now, eventsEnabled: true }, owner, input);
          const { headers, body } = withEtag(task, present);
          return { status: 201, headers: { ...headers, Location: `/api/tasks/${task.id}` }, body };
        });
      },
    },
  ];
}

/** @throws ValidationFailed naming the text, where no task can be what it says */
function taskIn({ tokens: _tokens, unread: _unread, ...fields }: QuickAdd): NewTask {
  try {
    return validate(newTask.phase5, fields);
  } catch (error) {
    if (!(error instanceof ValidationFailed)) throw error;
    throw new ValidationFailed(
      error.errors.map(({ path, message }) => ({ path: 'text', message: `${path}: ${message}` })),
    );
  }
}

function examplePreview() {
  const reader: Reader = { timeZone: 'Europe/Berlin', now: new Date('2027-01-30T18:00:00Z'), locale: 'en-GB' };
  const read = parseQuickAdd(spoken.text, { ...reader, lists: false });
  return { task: taskIn(read), tokens: read.tokens, unread: read.unread };
}
