import type { Clock } from '../../../shared/clock.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import { NotFound, PreconditionFailed } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Authenticate, AuthenticateReading, ReadOwned } from '../accounts/sign-in/authenticate.ts';
import { type AtOnce, tooManySearches } from '../limits/at-once.ts';
import type { Idempotent } from '../platform/idempotency/idempotent.ts';
import { lazily } from '../platform/lazily.ts';
import type { Route } from '../platform/openapi/route.ts';
import type { UnitOfWork } from '../platform/unit-of-work.ts';
import { raw, sql } from './list/sql.ts';
import { listTasks, preparedPage } from './list/task.list.ts';
import { type TaskQuery, taskQuery } from './list/task.query.ts';
import { fromRow, type TaskRow, taskColumns } from './list/task.row.ts';
import { aTask, describeTask, exampleChanges, exampleTasks } from './task.examples.ts';
import { taskPresenter, withEtag } from './task.presenter.ts';
import { ifMatch, taskIdOf } from './task.request.ts';
import { taskPage } from './task.response.ts';
import { completedParent, noParent } from './tree/task.place.ts';
import { tooManyTasks } from './tree/tree.lock.ts';
import { eventFieldDefaults, newTask, taskChanges } from './write/task.input.ts';
import { createTask, deleteTask, updateTask } from './write/task.service.ts';

export interface TaskDependencies {
  orm: Orm;
  unitOfWork: UnitOfWork;
  idempotent: Idempotent;
  authenticate: Authenticate;
  authenticateReading: AuthenticateReading;
  readOwned: ReadOwned;
  searches: AtOnce;
  clock: Clock;
  eventsEnabled: boolean;
}

export const noTask = new NotFound('There is no such task.');
export const noList = new NotFound('There is no such list.');
export const aLargeTree = tooManyTasks(5_000);
export const lostUpdate = new PreconditionFailed('The task has changed since: it is at version 4. Read it again.');

/** Lists tasks; creates, reads, changes and deletes one. */
export function taskRoutes(dependencies: TaskDependencies): Route[] {
  const { orm, unitOfWork, idempotent, authenticate, authenticateReading, readOwned, searches, clock, eventsEnabled } =
    dependencies;
  const phase = eventsEnabled ? 'phase5' : 'phase4';
  const present = taskPresenter(eventsEnabled);
  const context = () => ({ actor: 'user' as const, now: clock(), eventsEnabled });

  return [
    {
      method: 'get',
      path: '/api/tasks',
      operationId: 'listTasks',
      summary: 'List tasks, filtered and sorted',
      tag: 'tasks',
      query: taskQuery[phase],
      responses: {
        200: {
          description: 'A page of the list.',
          schema: taskPage[phase],
          example: { items: [aTask(eventsEnabled)], nextCursor: null },
        },
      },
      problems: [tooManySearches, ...(eventsEnabled ? [noList] : [])],
      async handler(ctx) {
        const now = clock();
        const query = lazily<TaskQuery>(() => ({
          ...validate(taskQuery[phase], ctx.query, 'query'),
          withArchived: !eventsEnabled,
        }));
        const { owner, rows } = await authenticateReading(ctx, (reader) => preparedPage(reader, query(), now));
        const list = () => listTasks(orm.em, owner, query(), now, { rows });
        const { items, nextCursor } = query().q ? await searches(owner.id, list) : await list();
        ctx.body = { items: items.map(present), nextCursor };
      },
    },
    {
      method: 'post',
      path: '/api/tasks',
      operationId: 'createTask',
      summary: 'Add a task',
      tag: 'tasks',
      headers: ['Idempotency-Key'],
      body: { schema: newTask[phase].meta({ id: 'NewTask' }), examples: exampleTasks(eventsEnabled) },
      responses: { 201: { ...describeTask(eventsEnabled), headers: ['ETag', 'Location'] } },
      problems: eventsEnabled ? [noList, noParent, completedParent] : [],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const input = { ...eventFieldDefaults, ...validate(newTask[phase], ctx.request.body) };
        await idempotent(ctx, owner, async (tx) => {
          const task = await createTask(tx, context(), owner, input);
          const { headers, body } = withEtag(task, present);
          return { status: 201, headers: { ...headers, Location: `/api/tasks/${task.id}` }, body };
        });
      },
    },
    {
      method: 'get',
      path: '/api/tasks/:id',
      operationId: 'getTask',
      summary: 'Get a task',
      tag: 'tasks',
      responses: { 200: describeTask(eventsEnabled) },
      problems: [noTask],
      async handler(ctx) {
        const { rows } = await readOwned<TaskRow>(
          ctx,
          ({ id }) => sql`select ${raw(taskColumns)} from task where id = ${taskIdOf(ctx)} and owner_id = ${id}`,
        );
        const [task] = rows;
        if (!task) throw new NotFound('There is no such task.');
        const { headers, body } = withEtag(fromRow(task), present);
        ctx.set(headers);
        ctx.body = body;
      },
    },
    {
      method: 'patch',
      path: '/api/tasks/:id',
      operationId: 'changeTask',
      summary: 'Change fields of a task',
      description: 'Fields that the body does not name stay as they are. `null` clears a field.',
      tag: 'tasks',
      headers: ['If-Match'],
      body: { schema: taskChanges[phase].meta({ id: 'TaskChanges' }), examples: exampleChanges(eventsEnabled) },
      responses: { 200: describeTask(eventsEnabled, { version: 2, title: 'Pay the rent' }) },
      problems: [noTask, lostUpdate, aLargeTree, ...(eventsEnabled ? [completedParent] : [])],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const changes = validate(taskChanges[phase], ctx.request.body);
        const task = await unitOfWork.transactional((tx) =>
          updateTask(tx, context(), owner, taskIdOf(ctx), changes, ifMatch(ctx)),
        );
        const { headers, body } = withEtag(task, present);
        ctx.set(headers);
        ctx.body = body;
      },
    },
    {
      method: 'delete',
      path: '/api/tasks/:id',
      operationId: 'deleteTask',
      summary: 'Delete a task',
      tag: 'tasks',
      headers: ['If-Match'],
      responses: { 204: { description: 'The task is deleted.' } },
      problems: [noTask, lostUpdate, aLargeTree],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        await unitOfWork.transactional((tx) => deleteTask(tx, context(), owner, taskIdOf(ctx), ifMatch(ctx)));
        ctx.status = 204;
      },
    },
  ];
}
