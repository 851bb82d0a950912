import { Readable } from 'node:stream';
import type { Clock } from '../../../shared/clock.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import { withSameBounds } from '../../../shared/database/statement.bounds.ts';
import { Conflict, ValidationFailed } from '../../../shared/http/problem.ts';
import type { CountRefusal } from '../../../shared/http/server/refusals.ts';
import { validate } from '../../../shared/http/validate.ts';
import { defaultPreferences } from '../../../shared/notifications/preferences.schema.ts';
import { ada } from '../accounts/account.examples.ts';
import type { Authenticate } from '../accounts/sign-in/authenticate.ts';
import { type TakePlace, tooManyLarge } from '../limits/large-bodies.ts';
import type { ImportLimits } from '../limits/limits.ts';
import { work } from '../lists/list.routes.ts';
import { type NotificationClient, notificationsUnavailable } from '../notifications/notification.client.ts';
import type { Idempotent } from '../platform/idempotency/idempotent.ts';
import type { Route } from '../platform/openapi/route.ts';
import type { Transaction, UnitOfWork } from '../platform/unit-of-work.ts';
import { aTask } from '../tasks/task.examples.ts';
import { urgent } from '../views/view.routes.ts';
import { accountSections } from './account.sections.ts';
import { exportCalendar, exportJson } from './export.service.ts';
import { fileTurns } from './import/file.turns.ts';
import { readTasks } from './import/import.reader.ts';
import { importTasks } from './import/import.service.ts';
import { exportedAccount, exportQuery, importedTasks, importQuery, importResult } from './transfer.schema.ts';

interface Dependencies {
  orm: Orm;
  unitOfWork: UnitOfWork;
  idempotent: Idempotent;
  authenticate: Authenticate;
  clock: Clock;
  callNotification: NotificationClient;
  takePlace: TakePlace;
  limits: ImportLimits;
  countRefusal: CountRefusal;
}

const formats = {
  json: { fileName: 'tasks.json', type: 'application/json; charset=utf-8' },
  ics: { fileName: 'tasks.ics', type: 'text/calendar; charset=utf-8' },
};

const rent = { ...aTask(true), seriesStart: aTask(true).due, successorId: null };
const exportOfRent = {
  tasks: [rent],
  account: ada,
  preferences: defaultPreferences,
  tokens: [],
  pushDevices: [],
  lists: [work],
  views: [urgent],
  notifications: [],
  activity: [],
  conversations: [],
  messages: [],
};
const rentAsCalendar = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Todo Chatbot//EN
BEGIN:VTODO
UID:0198c6a5-30a4-7b0e-8f3e-51c1b1f0a2aa
DTSTAMP:20270130T180000Z
SUMMARY:Pay rent
END:VTODO
END:VCALENDAR
`;
const rentOfTodoist = `TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,DATE,DATE_LANG
task,Pay rent @home,,1,1,every month,en
`;

/** The routes that export and import all tasks of a user. */
export function transferRoutes(dependencies: Dependencies): Route[] {
  const { orm, unitOfWork, idempotent, authenticate, clock, callNotification, takePlace } = dependencies;
  const { limits, countRefusal } = dependencies;
  const onRefusal = () => countRefusal('import_values');
  const inTurn = fileTurns();
  return [
    {
      method: 'get',
      path: '/api/export',
      operationId: 'exportTasks',
      summary: 'Everything that the account holds, as JSON, or its tasks as a calendar',
      tag: 'transfer',
      isTransfer: true,
      query: exportQuery,
      responses: {
        200: {
          description:
            'A file: JSON, of which `import` adds the tasks, or iCalendar (RFC 5545) with a VTODO for each task.',
          headers: ['Content-Disposition'],
          schema: exportedAccount,
          example: exportOfRent,
          alternatives: { 'text/calendar': rentAsCalendar },
        },
      },
      problems: [notificationsUnavailable(), tooManyLarge(2)],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        takePlace(ctx, owner.id);
        const { format } = validate(exportQuery, ctx.query, 'query');
        const { fileName, type } = formats[format];
        const text =
          format === 'ics'
            ? exportCalendar(orm.em, owner.id)
            : exportJson(orm.em, owner.id, await accountSections(orm.em, callNotification, owner));
        ctx.attachment(fileName);
        // In bytes: of objects it would keep 16 pages, and not only what the client is about to read.
        ctx.body = Readable.from(withSameBounds(text), { objectMode: false });
        ctx.type = type;
      },
    },
    {
      method: 'post',
      path: '/api/import',
      operationId: 'importTasks',
      summary: 'Add the tasks of an export, of a calendar of another program, or of a project of Todoist',
      description:
        'In JSON only the `title` of a task is required, and the `name` of a list; lists that exist already, by their name, are not added. In `text/calendar` (RFC 5545) each VTODO is a task. ' +
        '`text/csv` is the export of a project of Todoist. Tasks that already exist, by their id, are not changed; tasks without an id are added again each time. Anything that cannot be imported, a ' +
        'whole task or one field, is left out and listed in `omissions`. A file that is malformed as a whole is refused, and ' +
        'then nothing is added.',
      tag: 'transfer',
      isTransfer: true,
      headers: ['Idempotency-Key'],
      query: importQuery,
      body: {
        schema: importedTasks,
        examples: { short: { tasks: [{ title: 'Pay rent' }] }, export: exportOfRent },
        alternatives: { 'text/calendar': rentAsCalendar, 'text/csv': rentOfTodoist },
        limit: '32mb',
        asBytes: true,
      },
      responses: {
        200: {
          description: 'The numbers of imported and skipped tasks, and everything that was left out.',
          schema: importResult,
          example: { imported: 1, skipped: 0 },
        },
      },
      problems: [new Conflict('Another import or a new task has taken one of these ids in the meantime. Try again.')],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const { preview, list } = validate(importQuery, ctx.query, 'query');
        const type = ctx.is('text/calendar', 'text/csv');
        if (list && type !== 'text/csv') {
          throw new ValidationFailed([{ path: 'query.list', message: 'Only for CSV: other files name the lists.' }]);
        }
        const read = await readerOf(type);
        await inTurn(ctx, async (bytes) => {
          const context = { actor: 'user' as const, now: clock(), eventsEnabled: true };
          const { omissions: left, ...content } = await read(bytes, {
            owner,
            now: context.now,
            list,
            limits,
            onRefusal,
          });
          const work = async (tx: Transaction) => {
            const { omissions: more, titles, ...result } = await importTasks(tx, context, owner.id, content);
            const omissions = [...left, ...more];
            return {
              ...result,
              ...((read !== readTasks || omissions.length > 0) && { omissions }),
              ...(preview === 'true' && { titles }),
            };
          };
          if (preview === 'true') ctx.body = await unitOfWork.rehearse(work);
          else await idempotent(ctx, owner, async (tx) => ({ body: await work(tx) }));
        });
      },
    },
  ];
}

/** Returns the reader of a kind of file. Those that bring a library of their own are loaded with the first such file. */
async function readerOf(type: string | false | null) {
  if (type === 'text/csv') return (await import('./todoist-import/todoist.reader.ts')).readTodoist;
  if (type === 'text/calendar') return (await import('./calendar-import/calendar.reader.ts')).readCalendar;
  return readTasks;
}
