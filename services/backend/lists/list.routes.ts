import type { Clock } from '../../../shared/clock.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import type { ListSnapshot } from '../../../shared/events/list.schema.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { PreconditionFailed } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Authenticate } from '../accounts/sign-in/authenticate.ts';
import type { Limits } from '../limits/limits.ts';
import type { Idempotent } from '../platform/idempotency/idempotent.ts';
import type { Route } from '../platform/openapi/route.ts';
import type { UnitOfWork } from '../platform/unit-of-work.ts';
import { taskIdOf as idOf, ifMatch } from '../tasks/task.request.ts';
import { deleteList, tooManyTasks } from './list.deletion.ts';
import { listChanges, listDeletion, listResponse, lists, newList } from './list.schema.ts';
import { createList, NoSuchList, nameTaken, readLists, updateList } from './list.service.ts';

export interface ListDependencies {
  orm: Orm;
  unitOfWork: UnitOfWork;
  idempotent: Idempotent;
  authenticate: Authenticate;
  clock: Clock;
  limits: Limits;
}

export const work: ListSnapshot = {
  id: '0198c6a5-30a4-7b0e-8f3e-2d8f60f2f5b8',
  name: 'Work',
  position: 'm026186c97e0407b0e8f3e2d8fV',
  archived: false,
  archivedAt: null,
  version: 1,
  createdAt: '2027-01-30T18:00:00.000Z',
  updatedAt: '2027-01-30T18:00:00.000Z',
};
const lostUpdate = new PreconditionFailed('The list has changed since: it is at version 4. Read it again.');
const describeList = (differences: Partial<ListSnapshot> = {}) =>
  ({
    description: 'The list.',
    headers: ['ETag'],
    schema: listResponse,
    example: { ...work, ...differences },
  }) as const;
const withEtag = (list: ListSnapshot) => ({ headers: { ETag: etagOf(list.version) }, body: list });

/** The lists of a person. Tasks without a list are in the Inbox, which is no list of its own. */
export function listRoutes({ orm, unitOfWork, idempotent, authenticate, clock, limits }: ListDependencies): Route[] {
  const context = () => ({ actor: 'user' as const, now: clock(), eventsEnabled: true });
  const { TASKS_PER_DELETED_LIST: mostTasks } = limits;
  return [
    {
      method: 'get',
      path: '/api/lists',
      operationId: 'listLists',
      summary: 'List the lists, in their order',
      tag: 'lists',
      responses: {
        200: { description: 'All of them, also archived ones.', schema: lists, example: { items: [work] } },
      },
      async handler(ctx) {
        const { id } = await authenticate(ctx);
        ctx.body = { items: await readLists(orm.em.fork(), id) };
      },
    },
    {
      method: 'post',
      path: '/api/lists',
      operationId: 'createList',
      summary: 'Add a list',
      tag: 'lists',
      headers: ['Idempotency-Key'],
      body: { schema: newList, examples: { last: { name: 'Work' }, first: { name: 'Work', after: null } } },
      responses: { 201: { ...describeList(), headers: ['ETag'] } },
      problems: [new NoSuchList(), nameTaken('Work')],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const input = validate(newList, ctx.request.body);
        await idempotent(ctx, owner, async (tx) => ({
          status: 201,
          ...withEtag(await createList(tx, context(), owner.id, input)),
        }));
      },
    },
    {
      method: 'patch',
      path: '/api/lists/:id',
      operationId: 'changeList',
      summary: 'Rename, move or archive a list',
      description:
        'The tasks of an archived list are only shown where the list is asked for: by `list` in `GET /api/tasks`, or by id. All ' +
        'other views, searches and counts leave them out.',
      tag: 'lists',
      headers: ['If-Match'],
      body: { schema: listChanges, examples: { name: { name: 'Office' }, archive: { archived: true } } },
      responses: { 200: describeList({ name: 'Office', version: 2 }) },
      problems: [new NoSuchList(), nameTaken('Office'), lostUpdate],
      async handler(ctx) {
        const { id: ownerId } = await authenticate(ctx);
        const id = idOf(ctx);
        const changes = validate(listChanges, ctx.request.body);
        const list = await unitOfWork.transactional((tx) =>
          updateList(tx, context(), ownerId, id, changes, ifMatch(ctx)),
        );
        const { headers, body } = withEtag(list);
        ctx.set(headers);
        ctx.body = body;
      },
    },
    {
      method: 'delete',
      path: '/api/lists/:id',
      operationId: 'deleteList',
      summary: 'Delete a list',
      description: 'Its tasks go to the Inbox, or are deleted as well, in the same step.',
      tag: 'lists',
      query: listDeletion,
      headers: ['If-Match'],
      responses: { 204: { description: 'The list is deleted.' } },
      problems: [new NoSuchList(), tooManyTasks(mostTasks), lostUpdate],
      async handler(ctx) {
        const { id: ownerId } = await authenticate(ctx);
        const id = idOf(ctx);
        const deletion = validate(listDeletion, ctx.query, 'query');
        await unitOfWork.transactional((tx) =>
          deleteList(tx, context(), ownerId, id, deletion, mostTasks, ifMatch(ctx)),
        );
        ctx.status = 204;
      },
    },
  ];
}
