import type { Task } from '../../../../shared/entities/index.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { and, raw, type Sql, sql } from '../list/sql.ts';

/** A task in the same list and under the same parent. */
export interface Sibling {
  id: string;
  position: string;
}

const position = raw('task_position(task.position, task.created_at, task.id)');

/** The conditions of the index that has the siblings in their order. Of the tasks without a parent that is only the open ones. */
function areSiblings({ id, ownerId, listId, parentId }: Task): Sql {
  const place = parentId
    ? [sql`task.parent_id = ${parentId}`]
    : [
        sql`task_list(task.list_id, task.owner_id) = ${listId ?? ownerId}`,
        raw('task.completed_at is null and task.parent_id is null'),
      ];
  return and([sql`task.owner_id = ${ownerId}`, ...place, sql`task.id <> ${id}`]);
}

/**
 * Finds the two siblings between which a task goes.
 * @param after the first of them, which may be completed; null for the first place
 * @returns `found` is false if the owner has no such task, and `before` is undefined also if it is no sibling
 */
export async function neighboursAt(tx: Transaction, task: Task, after: string | null) {
  const { id, ownerId, listId, parentId } = task;
  const beyond =
    after === null ? raw('true') : sql`(${position}, task.id) > ((select position from named), (select id from named))`;
  const rows = await tx.execute<(Sibling & { isSibling: boolean })[]>(sql`
    with named as (
      select id, ${position} as position,
             task.id <> ${id} and task.list_id is not distinct from cast(${listId ?? null} as uuid)
               and task.parent_id is not distinct from cast(${parentId ?? null} as uuid) as "isSibling"
        from task where id = cast(${after} as uuid) and owner_id = ${ownerId})
    select * from named
     union all
    (select id, ${position}, true from task where ${and([areSiblings(task), beyond])} order by ${position}, id limit 1)`);
  const named = rows.find((row) => row.id === after);
  return {
    found: named !== undefined,
    before: named?.isSibling ? named : undefined,
    behind: rows.find((row) => row.id !== after),
  };
}

/** Finds the siblings next to a place in one direction, the nearest first. @param from is the first of those before the place */
export function siblingsNext(
  tx: Transaction,
  task: Task,
  direction: 'before' | 'behind',
  from: Sibling | undefined,
  limit: number,
): Promise<Sibling[]> {
  if (!from && direction === 'before') return Promise.resolve([]);
  const [comparison, order] = direction === 'before' ? [raw('<='), raw('desc')] : [raw('>'), raw('asc')];
  const place = from
    ? sql`(${position}, task.id) ${comparison} (${from.position}, cast(${from.id} as uuid))`
    : raw('true');
  return tx.execute<Sibling[]>(sql`
    select id, ${position} as position from task
     where ${and([areSiblings(task), place])} order by ${position} ${order}, id ${order} limit ${limit}`);
}
