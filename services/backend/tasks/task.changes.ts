import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from '../../../shared/database/orm.ts';
import type { Actor, Changes } from '../../../shared/entities/activity.entity.ts';
import type { Task } from '../../../shared/entities/index.ts';
import type { Change } from '../../../shared/events/events.ts';
import type { TaskSnapshot } from '../../../shared/events/task.schema.ts';
import { append, type NewEvent } from '../outbox/outbox.ts';
import { presentTask } from './task.presenter.ts';

/** Who does it, when, and whether anyone is to be told. */
export interface ChangeContext {
  actor: Actor;
  now: Date;
  /** Off, nothing goes to the outbox. */
  phase5: boolean;
}

/** Fields that every change moves, and which therefore say nothing about it. */
const bookkeeping = new Set<string>(['version', 'updatedAt', 'completedAt', 'dueAt']);

/** What differs between two states of a task. */
export function differences(before: TaskSnapshot, after: TaskSnapshot): Changes {
  const changes: Changes = {};
  for (const field of Object.keys(after) as (keyof TaskSnapshot)[]) {
    if (bookkeeping.has(field) || isDeepStrictEqual(before[field], after[field])) continue;
    changes[field] = { from: before[field], to: after[field] };
  }
  return changes;
}

/** Every change of a task moves its version, and with it the ETag. */
export function touch(task: Task, { now }: ChangeContext): void {
  task.version += 1;
  task.updatedAt = now;
}

/** Deletes a locked task; the event carries its last state, one version on. */
export async function removeTask(tx: Transaction, context: ChangeContext, task: Task): Promise<void> {
  touch(task, context);
  await recordChange(tx, context, 'deleted', task, {});
  tx.remove(task);
}

/** What the owner's open pages are told. */
export function taskChanged(ownerId: string, change: Change, task: TaskSnapshot): NewEvent {
  return {
    topic: 'task-updates',
    partitionKey: ownerId,
    ownerId,
    content: { type: 'task.changed.v1', subject: task.id, data: { ownerId, change, task } },
  };
}

/** Writes what belongs to one change of a task into its transaction: the activity row, and the events. */
export async function recordChange(
  tx: Transaction,
  context: ChangeContext,
  change: Change,
  task: Task,
  changes: Changes,
): Promise<TaskSnapshot> {
  const { actor, now, phase5 } = context;
  const { ownerId } = task;
  const snapshot = presentTask(task);
  const activity = { ownerId, taskId: task.id, action: change, changes, actor };
  await append(tx, now, [activity], phase5 ? eventsOf(change, ownerId, actor, snapshot, changes) : []);
  return snapshot;
}

function eventsOf(change: Change, ownerId: string, actor: Actor, task: TaskSnapshot, changes: Changes): NewEvent[] {
  const previous = Object.fromEntries(Object.entries(changes).map(([field, { from }]) => [field, from]));
  return [
    taskChanged(ownerId, change, task),
    {
      topic: 'task-events',
      partitionKey: task.id,
      ownerId,
      content: { type: `task.${change}.v1`, subject: task.id, data: { ownerId, actor, task, previous } },
    },
  ];
}
