import { isDeepStrictEqual } from 'node:util';
import type { Transaction } from '../../../shared/database/orm.ts';
import type { Actor, Changes } from '../../../shared/entities/activity.entity.ts';
import { Activity, type Task } from '../../../shared/entities/index.ts';
import type { Change } from '../../../shared/events/events.ts';
import type { TaskSnapshot } from '../../../shared/events/task.schema.ts';
import { addToOutbox, type NewEvent } from '../outbox/outbox.ts';
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
export function removeTask(tx: Transaction, context: ChangeContext, task: Task): void {
  touch(task, context);
  recordChange(tx, context, 'deleted', task, {});
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
export function recordChange(
  tx: Transaction,
  context: ChangeContext,
  change: Change,
  task: Task,
  changes: Changes,
): TaskSnapshot {
  const { actor, now, phase5 } = context;
  const { ownerId } = task;
  const snapshot = presentTask(task);
  tx.persist(tx.create(Activity, { ownerId, taskId: task.id, action: change, changes, actor, at: now }));
  if (!phase5) return snapshot;
  const previous = Object.fromEntries(Object.entries(changes).map(([field, { from }]) => [field, from]));
  const subject = task.id;
  addToOutbox(tx, now, [
    taskChanged(ownerId, change, snapshot),
    {
      topic: 'task-events',
      partitionKey: task.id,
      ownerId,
      content: { type: `task.${change}.v1`, subject, data: { ownerId, actor, task: snapshot, previous } },
    },
  ]);
  return snapshot;
}
