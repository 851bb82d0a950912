import { v7 as uuidv7 } from 'uuid';
import type { Orm } from '../../../shared/database/orm.ts';
import { View } from '../../../shared/entities/index.ts';
import { type IfMatch, isMet } from '../../../shared/http/etag.ts';
import { NotFound, PreconditionFailed } from '../../../shared/http/problem.ts';
import { byPosition, movedPosition, positionAfter } from '../platform/positions.ts';
import { lockAccount, type Transaction } from '../platform/unit-of-work.ts';
import type { NewView, ViewChanges, ViewSnapshot } from './view.schema.ts';

export class NoSuchView extends NotFound {
  constructor() {
    super('There is no such view.');
  }
}

const noSuchView = () => new NoSuchView();

/** Returns all views of a person in their order. There are at most as many as one may have. */
export async function readViews(em: Orm['em'], ownerId: string): Promise<ViewSnapshot[]> {
  const views = await em.fork().find(View, { ownerId });
  return views.map(present).sort(byPosition);
}

/** @throws QuotaExceeded, NoSuchView (`after`) */
export async function createView(
  tx: Transaction,
  now: Date,
  ownerId: string,
  { name, query, after }: NewView,
): Promise<ViewSnapshot> {
  const others = await takeViews(tx, ownerId);
  tx.quota?.requireFew('views', others.length + 1);
  const id = uuidv7({ msecs: now.getTime() });
  const position = positionAfter(others, after, noSuchView);
  const view = tx.create(View, { id, ownerId, name, query, position, version: 1, createdAt: now, updatedAt: now });
  tx.persist(view);
  return present(view);
}

/**
 * Changes what `changes` names. When nothing gets a new value, nothing is written.
 * @throws NoSuchView, PreconditionFailed
 */
export async function updateView(
  tx: Transaction,
  now: Date,
  ownerId: string,
  id: string,
  { name, query, after }: ViewChanges,
  ifMatch?: IfMatch,
): Promise<ViewSnapshot> {
  const views = await takeViews(tx, ownerId);
  const view = requireView(
    views.find((one) => one.id === id),
    ifMatch,
  );
  const before = present(view);
  if (name !== undefined) view.name = name;
  if (query !== undefined) view.query = query;
  if (after !== undefined) view.position = movedPosition(views, view, after, noSuchView);
  if (JSON.stringify(present(view)) === JSON.stringify(before)) return before;
  view.version += 1;
  view.updatedAt = now;
  return present(view);
}

/** @throws NoSuchView, PreconditionFailed */
export async function deleteView(tx: Transaction, ownerId: string, id: string, ifMatch?: IfMatch): Promise<void> {
  await lockAccount(tx, ownerId);
  tx.remove(requireView(await tx.findOne(View, { id, ownerId }), ifMatch));
}

/** Reads the views of a person in their order. Two transactions that change them take turns. */
async function takeViews(tx: Transaction, ownerId: string): Promise<View[]> {
  await lockAccount(tx, ownerId);
  return (await tx.find(View, { ownerId })).sort(byPosition);
}

function requireView(view: View | null | undefined, ifMatch?: IfMatch): View {
  if (!view) throw new NoSuchView();
  if (isMet(ifMatch, view.version)) return view;
  throw new PreconditionFailed(`The view has changed since: it is at version ${view.version}. Read it again.`);
}

export function present({ id, name, query, position, version, createdAt, updatedAt }: View): ViewSnapshot {
  return {
    id,
    name,
    query,
    position,
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
