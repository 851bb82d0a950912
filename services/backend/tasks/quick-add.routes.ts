import { z } from 'zod';
import type { Orm } from '../../../shared/database/orm.ts';
import { due, plainFields, recurrence } from '../../../shared/events/task.schema.ts';
import { validate } from '../../../shared/http/validate.ts';
import { text } from '../../../shared/text.ts';
import { createList } from '../lists/list.service.ts';
import type { Route } from '../platform/openapi/route.ts';
import { readWithList } from './quick-add.list.ts';
import { describeTask } from './task.examples.ts';
import { taskPresenter, withEtag } from './task.presenter.ts';
import type { TaskDependencies } from './task.routes.ts';
import { createTask } from './write/task.service.ts';

const quickAdd = z
  .strictObject({
    text: text().max(500, 'Must have at most 500 characters.'),
    createList: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether a list that the text names is made if there is none of that name.' }),
  })
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
        parentId: z.null(),
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
      .meta({
        description: 'Phrases that look like dates, or name a list, but were not understood. They stay in the title.',
      }),
  })
  .meta({ id: 'QuickAddPreview' });

const spoken = { text: 'Pay rent every month on the last day at 9 #home p2 !30m' };

/** The meaning of `spoken` on 30 January 2027 in Berlin. */
const examplePreview = {
  task: {
    title: 'Pay rent',
    description: '',
    priority: 'high',
    tags: ['home'],
    listId: null,
    due: { date: '2027-01-31', time: '09:00', timeZone: 'Europe/Berlin' },
    recurrence: { frequency: 'monthly', interval: 1, monthDays: [-1], from: 'due' },
    reminders: [{ minutesBefore: 30 }],
    parentId: null,
  },
  tokens: [
    {
      kind: 'recurrence',
      text: 'every month on the last day',
      start: 9,
      end: 36,
      label: 'every month on the last day',
    },
    { kind: 'due', text: 'at 9', start: 37, end: 41, label: '09:00' },
    { kind: 'tag', text: '#home', start: 42, end: 47, label: '#home' },
    { kind: 'priority', text: 'p2', start: 48, end: 50, label: 'high' },
    { kind: 'reminder', text: '!30m', start: 51, end: 55, label: '30 minutes before' },
  ],
  unread: [],
};

type Dependencies = Pick<TaskDependencies, 'orm' | 'idempotent' | 'authenticate' | 'clock'>;

/** Adds the task that the language reads in one line of text. */
export function quickAddRoutes({ orm, idempotent, authenticate, clock }: Dependencies): Route[] {
  const present = taskPresenter(true);
  return [
    {
      method: 'post',
      path: '/api/tasks/quick',
      operationId: 'quickAddTask',
      summary: 'Add a task from one line of text',
      description:
        'Reads days, times, repetition, priority, tags, reminders and `+list` in the text, in the time zone and locale of the user, ' +
        'as the quick-add field of the page does. Anything that is not understood stays in the title, also a list that is not there.',
      tag: 'tasks',
      query: quickAddQuery,
      headers: ['Idempotency-Key'],
      body: { schema: quickAdd, examples: { rent: spoken, milk: { text: 'Buy milk tomorrow' } } },
      responses: {
        200: { description: 'The meaning of the text. Nothing is added.', schema: preview, example: examplePreview },
        201: { ...describeTask(true), headers: ['ETag', 'Location'] },
      },
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const query = validate(quickAddQuery, ctx.query, 'query');
        const { text, createList: mayCreate } = validate(quickAdd, ctx.request.body);
        const now = clock();
        const read = (em: Orm['em']) =>
          readWithList(em, owner.id, text, { timeZone: owner.timeZone, locale: owner.locale, now }, mayCreate);
        if (query.preview === 'true') {
          const { task, tokens, unread } = await read(orm.em.fork());
          ctx.body = { task, tokens, unread };
          return;
        }
        await idempotent(ctx, owner, async (tx) => {
          const context = { actor: 'user' as const, now, eventsEnabled: true };
          const { task: input, newList } = await read(tx);
          const list = newList && (await createList(tx, context, owner.id, newList));
          const task = await createTask(tx, context, owner, { ...input, ...(list && { listId: list.id }) });
          const { headers, body } = withEtag(task, present);
          return { status: 201, headers: { ...headers, Location: `/api/tasks/${task.id}` }, body };
        });
      },
    },
  ];
}
