import { isDeepStrictEqual } from 'node:util';
import type { ActivityAction, Changes } from '../../../../shared/entities/activity.entity.ts';
import type { Task } from '../../../../shared/entities/index.ts';
import type { Actor, Change } from '../../../../shared/events/events.ts';
import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import { append, type NewActivity, type NewEvent } from '../../outbox/outbox.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { presentTask } from '../task.presenter.ts';

/** The actor and the time of a change. */
export interface ChangeContext {
  actor: Actor;
  now: Date;
  /** When false, nothing is added to the outbox. */
  eventsEnabled: boolean;
}

/** Fields that every change moves or that follow from another, and which therefore say nothing about it. */
const bookkeeping = new Set<string>([
  'version',
  'updatedAt',
  'completedAt',
  'dueAt',
  'seriesId',
  'occurrence',
  'subtasks',
]);

/** Returns the fields that differ between two states of a task. */
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

/**
 * Makes a row of the activity log. It shows reminders without their ids, which mean nothing to a person, and a position only where
 * nothing else has changed.
 */
export function activityOf(
  action: ActivityAction,
  ownerId: string,
  actor: Actor,
  task: TaskSnapshot,
  changes: Changes,
): NewActivity {
  const { position: _, ...others } = changes;
  const { reminders } = others;
  const shown = {
    ...(Object.keys(others).length === 0 ? changes : others),
    ...(reminders && { reminders: { from: withoutIds(reminders.from), to: withoutIds(reminders.to) } }),
  };
  return { ownerId, taskId: task.id, action, changes: shown, actor };
}

function withoutIds(reminders: unknown): unknown {
  return (reminders as TaskSnapshot['reminders']).map(({ id: _, ...reminder }) => reminder);
}

/** Makes the event that updates the owner's open pages. */
export function taskChanged(ownerId: string, change: Change, task: TaskSnapshot): NewEvent {
  return {
    topic: 'task-updates',
    partitionKey: ownerId,
    ownerId,
    content: { type: 'task.changed.v1', subject: task.id, data: { ownerId, change, task } },
  };
}

/** One change of one task. */
export interface TaskChange {
  change: Change;
  task: Task;
  changes: Changes;
}

/**
 * Writes what belongs to changes of tasks into their transaction, with one statement: the activity rows, and the events.
 * @param told tasks that have not changed themselves, but their place or the number of their subtasks: only open pages are told
 */
export async function recordChanges(
  tx: Transaction,
  context: ChangeContext,
  recorded: readonly TaskChange[],
  told: readonly Task[] = [],
): Promise<TaskSnapshot[]> {
  const { actor, now, eventsEnabled } = context;
  const records = recorded.map(({ change, task, changes }) => {
    const { ownerId } = task;
    const snapshot = presentTask(task);
    return {
      snapshot,
      activity: activityOf(change, ownerId, actor, snapshot, changes),
      events: eventsEnabled ? eventsOf(change, ownerId, actor, snapshot, changes) : [],
    };
  });
  const toldEvents = eventsEnabled ? told.map((task) => taskChanged(task.ownerId, 'updated', presentTask(task))) : [];
  if (records.length > 0 || told.length > 0) {
    await append(
      tx,
      now,
      records.map(({ activity }) => activity),
      [...records.flatMap(({ events }) => events), ...toldEvents],
    );
  }
  return records.map(({ snapshot }) => snapshot);
}

/** Makes the events of one change: one for the owner's open pages, and one for the other services. */
export function eventsOf(
  change: Change,
  ownerId: string,
  actor: Actor,
  task: TaskSnapshot,
  changes: Changes,
): NewEvent[] {
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
