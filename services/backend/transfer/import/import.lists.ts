import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { List, View } from '../../../../shared/entities/index.ts';
import { Conflict } from '../../../../shared/http/problem.ts';
import { listChanged, presentList } from '../../lists/list.presenter.ts';
import { append } from '../../outbox/outbox.ts';
import { lastPosition } from '../../platform/positions.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import type { ChangeContext } from '../../tasks/write/task.changes.ts';
import type { ImportedList, ImportedView } from '../transfer.schema.ts';

/** Returns the person's own id for the id of a list in the file, or for one of their lists; undefined for any other. */
export type ListIds = (id: string) => string | undefined;

/**
 * Adds the lists of a file that the person does not have by name, behind all others. The account is locked.
 * @throws QuotaExceeded
 */
export async function importLists(
  tx: Transaction,
  { now, eventsEnabled }: ChangeContext,
  ownerId: string,
  imported: readonly ImportedList[],
): Promise<ListIds> {
  const lists = await tx.find(List, { ownerId });
  const byName = new Map(lists.map((list) => [list.name.toLowerCase(), list]));
  const ids = new Map(lists.map(({ id }) => [id, id]));
  const added: List[] = [];
  for (const [index, { id: fileId, name, archivedAt }] of imported.entries()) {
    let list = byName.get(name.toLowerCase());
    if (!list) {
      const id = uuidv7({ msecs: now.getTime(), seq: index });
      const position = lastPosition(now, id);
      list = tx.create(List, { id, ownerId, name, position, archivedAt, version: 1, createdAt: now, updatedAt: now });
      added.push(list);
      byName.set(name.toLowerCase(), list);
    }
    if (fileId && !ids.has(fileId)) ids.set(fileId, list.id);
  }
  if (added.length > 0) {
    tx.quota?.requireFew('lists', lists.length + added.length);
    await tx.persist(added).flush().catch(refuseTakenName);
    const events = added.map((list) => listChanged(ownerId, 'created', presentList(list)));
    if (eventsEnabled) await append(tx, now, [], events);
  }
  return (id) => ids.get(id);
}

/** Adds the views that the person does not have with the same name and query. Those of a list that is not there are left out. */
export async function importViews(
  tx: Transaction,
  now: Date,
  ownerId: string,
  imported: readonly ImportedView[],
  listIds: ListIds,
): Promise<ImportedView[]> {
  if (imported.length === 0) return [];
  const views = await tx.find(View, { ownerId });
  const known = new Set(views.map(({ name, query }) => `${name}\n${query}`));
  const leftOut: ImportedView[] = [];
  let count = views.length;
  for (const [index, view] of imported.entries()) {
    const query = ownQuery(view.query, listIds);
    if (query === undefined) leftOut.push(view);
    if (query === undefined || known.has(`${view.name}\n${query}`)) continue;
    known.add(`${view.name}\n${query}`);
    count += 1;
    const id = uuidv7({ msecs: now.getTime(), seq: index });
    const position = lastPosition(now, id);
    const { name } = view;
    tx.persist(tx.create(View, { id, ownerId, name, query, position, version: 1, createdAt: now, updatedAt: now }));
  }
  if (count > views.length) tx.quota?.requireFew('views', count);
  return leftOut;
}

/** Replaces the id of a list in a query; undefined if there is no such list. */
function ownQuery(query: string, listIds: ListIds): string | undefined {
  const given = new URLSearchParams(query).get('list');
  if (given === null || given === 'inbox') return query;
  const own = listIds(given.toLowerCase());
  return own && query.replaceAll(new RegExp(given, 'gi'), own);
}

/** PostgreSQL and JavaScript may disagree about the case of rare characters. */
function refuseTakenName(error: unknown): never {
  if (error instanceof UniqueConstraintViolationException)
    throw new Conflict(
      'Two lists of the file have the same name, or you have one of that name. Rename one in the file.',
    );
  throw error;
}
