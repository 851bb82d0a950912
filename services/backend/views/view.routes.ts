import { etagOf } from '../../../shared/http/etag.ts';
import { PreconditionFailed } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { ListDependencies } from '../lists/list.routes.ts';
import type { Route } from '../platform/openapi/route.ts';
import { taskIdOf as idOf, ifMatch } from '../tasks/task.request.ts';
import { newView, type ViewSnapshot, viewChanges, viewResponse, views } from './view.schema.ts';
import { createView, deleteView, NoSuchView, readViews, updateView } from './view.service.ts';

type Dependencies = Omit<ListDependencies, 'limits'>;

export const urgent: ViewSnapshot = {
  id: '0198c6a5-30a4-7b0e-8f3e-60f2f5b82d8f',
  name: 'Urgent at home',
  query: 'status=open&priority=urgent&tag=home&sort=due',
  position: 'm026186c97e0407b0e8f3e60f2V',
  version: 1,
  createdAt: '2027-01-30T18:00:00.000Z',
  updatedAt: '2027-01-30T18:00:00.000Z',
};
const lostUpdate = new PreconditionFailed('The view has changed since: it is at version 4. Read it again.');
const describeView = (differences: Partial<ViewSnapshot> = {}) =>
  ({
    description: 'The view.',
    headers: ['ETag'],
    schema: viewResponse,
    example: { ...urgent, ...differences },
  }) as const;
const withEtag = (view: ViewSnapshot) => ({ headers: { ETag: etagOf(view.version) }, body: view });

/** The filters of tasks that a person keeps under names. */
export function viewRoutes({ orm, unitOfWork, idempotent, authenticate, clock }: Dependencies): Route[] {
  return [
    {
      method: 'get',
      path: '/api/views',
      operationId: 'listViews',
      summary: 'List the kept views, in their order',
      tag: 'lists',
      responses: { 200: { description: 'All of them.', schema: views, example: { items: [urgent] } } },
      async handler(ctx) {
        const { id } = await authenticate(ctx);
        ctx.body = { items: await readViews(orm.em, id) };
      },
    },
    {
      method: 'post',
      path: '/api/views',
      operationId: 'createView',
      summary: 'Keep a filter of tasks under a name',
      tag: 'lists',
      headers: ['Idempotency-Key'],
      body: { schema: newView, examples: { urgent: { name: urgent.name, query: urgent.query } } },
      responses: { 201: { ...describeView(), headers: ['ETag'] } },
      problems: [new NoSuchView()],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const input = validate(newView, ctx.request.body);
        await idempotent(ctx, owner, async (tx) => ({
          status: 201,
          ...withEtag(await createView(tx, clock(), owner.id, input)),
        }));
      },
    },
    {
      method: 'patch',
      path: '/api/views/:id',
      operationId: 'changeView',
      summary: 'Rename, change or move a kept view',
      tag: 'lists',
      headers: ['If-Match'],
      body: { schema: viewChanges, examples: { name: { name: 'At home' }, first: { after: null } } },
      responses: { 200: describeView({ name: 'At home', version: 2 }) },
      problems: [new NoSuchView(), lostUpdate],
      async handler(ctx) {
        const { id: ownerId } = await authenticate(ctx);
        const id = idOf(ctx);
        const changes = validate(viewChanges, ctx.request.body);
        const view = await unitOfWork.transactional((tx) =>
          updateView(tx, clock(), ownerId, id, changes, ifMatch(ctx)),
        );
        const { headers, body } = withEtag(view);
        ctx.set(headers);
        ctx.body = body;
      },
    },
    {
      method: 'delete',
      path: '/api/views/:id',
      operationId: 'deleteView',
      summary: 'Delete a kept view',
      tag: 'lists',
      headers: ['If-Match'],
      responses: { 204: { description: 'The view is deleted.' } },
      problems: [new NoSuchView(), lostUpdate],
      async handler(ctx) {
        const { id: ownerId } = await authenticate(ctx);
        const id = idOf(ctx);
        await unitOfWork.transactional((tx) => deleteView(tx, ownerId, id, ifMatch(ctx)));
        ctx.status = 204;
      },
    },
  ];
}
