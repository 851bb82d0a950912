import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { Orm } from '../../../shared/database/orm.ts';
import { List } from '../../../shared/entities/index.ts';
import type { ListChange } from '../../../shared/events/events.ts';
import type { ListSnapshot } from '../../../shared/events/list.schema.ts';
import { type IfMatch, isMet } from '../../../shared/http/etag.ts';
import { Conflict, NotFound, PreconditionFailed } from '../../../shared/http/problem.ts';
import { append } from '../outbox/outbox.ts';
import { byPosition, movedPosition, positionAfter } from '../platform/positions.ts';
import { lockAccount, type Transaction } from '../platform/unit-of-work.ts';
import type { ChangeContext } from '../tasks/write/task.changes.ts';
import { listChanged, presentList } from './list.presenter.ts';
import type { ListChanges, NewList } from './list.schema.ts';

export class NoSuchList extends NotFound {
  constructor() {
    super('There is no such list.');
  }
}

const noSuchList = () => new NoSuchList();

/** Returns all lists of a person in their order, archived ones included. There are at most as many as one may have. */
export async function readLists(em: Orm['em'], ownerId: string): Promise<ListSnapshot[]> {
  const lists = await em.find(List, { ownerId });
  return lists.map(presentList).sort(byPosition);
}

/** @throws Conflict if the person has a list of that name, QuotaExceeded, NoSuchList (`after`) */
export async function createList(
  tx: Transaction,
  context: ChangeContext,
  ownerId: string,
  { name, after }: NewList,
): Promise<ListSnapshot> {
  const { now } = context;
  const others = await takeLists(tx, ownerId);
  tx.quota?.requireFew('lists', others.length + 1);
  const id = uuidv7({ msecs: now.getTime() });
  const position = positionAfter(others, after, noSuchList);
  const list = tx.create(List, { id, ownerId, name, position, version: 1, createdAt: now, updatedAt: now });
  tx.persist(list);
  return record(tx, context, 'created', list);
}

/**
 * Changes what `changes` names. When nothing gets a new value, nothing is written.
 * @throws NoSuchList, PreconditionFailed, Conflict if the person has another list of that name
 */
export async function updateList(
  tx: Transaction,
  context: ChangeContext,
  ownerId: string,
  id: string,
  { name, after, archived }: ListChanges,
  ifMatch?: IfMatch,
): Promise<ListSnapshot> {
  const lists = await takeLists(tx, ownerId);
  const list = requireList(
    lists.find((one) => one.id === id),
    ifMatch,
  );
  const before = presentList(list);
  if (name !== undefined) list.name = name;
  if (after !== undefined) list.position = movedPosition(lists, list, after, noSuchList);
  if (archived !== undefined && archived !== before.archived) list.archivedAt = archived ? context.now : null;
  if (JSON.stringify(presentList(list)) === JSON.stringify(before)) return before;
  list.version += 1;
  list.updatedAt = context.now;
  return record(tx, context, 'updated', list);
}

/** Writes the change of a list, and the event that goes with it. */
export async function record(
  tx: Transaction,
  { now, eventsEnabled }: ChangeContext,
  change: ListChange,
  list: List,
): Promise<ListSnapshot> {
  try {
    await tx.flush();
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException) throw nameTaken(list.name);
    throw error;
  }
  const snapshot = presentList(list);
  if (eventsEnabled) await append(tx, now, [], [listChanged(list.ownerId, change, snapshot)]);
  return snapshot;
}

export const nameTaken = (name: string) => new Conflict(`There is already a list "${name}".`);

/** Reads the lists of a person in their order. Two transactions that change them take turns; those that add tasks do not wait. */
async function takeLists(tx: Transaction, ownerId: string): Promise<List[]> {
  await lockAccount(tx, ownerId);
  return (await tx.find(List, { ownerId })).sort(byPosition);
}

/** @throws NoSuchList, PreconditionFailed (`ifMatch` is not the list's version) */
export function requireList(list: List | null | undefined, ifMatch?: IfMatch): List {
  if (!list) throw new NoSuchList();
  if (isMet(ifMatch, list.version)) return list;
  throw new PreconditionFailed(`The list has changed since: it is at version ${list.version}. Read it again.`);
}
