import { sql } from '@mikro-orm/postgresql';
import { executePrepared } from '../../../shared/database/prepared.ts';
import type { Activity } from '../../../shared/entities/index.ts';
import { cloudEvent, type EventContent } from '../../../shared/events/cloud-event.ts';
import type { Topic } from '../../../shared/events/topics.ts';
import type { Usage } from '../platform/quota.ts';
import type { Transaction } from '../platform/unit-of-work.ts';

export interface NewEvent {
  topic: Topic;
  /** Events of one key keep their order. */
  partitionKey: string;
  ownerId: string;
  content: EventContent;
}

export type NewActivity = Pick<Activity, 'ownerId' | 'taskId' | 'action' | 'changes' | 'actor'>;

/**
 * Adds rows of the activity log and events for the outbox to the transaction of a change, with one statement and in the order
 * given. The events are published if the transaction commits, and never otherwise.
 * @throws QuotaExceeded when a person who holds as much as allowed adds to it
 */
export async function append(
  tx: Transaction,
  now: Date,
  activities: readonly NewActivity[],
  events: readonly NewEvent[],
): Promise<void> {
  for (const { topic, content } of events) {
    tx.added.topics.add(topic);
    tx.added.nextReminder = Math.min(tx.added.nextReminder, nextReminder(content));
  }
  const outboxRows = events.map(({ topic, partitionKey, ownerId, content }) => {
    const event = cloudEvent(content, now);
    return { id: event.id, topic, partition_key: partitionKey, owner_id: ownerId, event };
  });
  const activityRows = activities.map(({ ownerId, taskId, action, changes, actor }) => {
    return { owner_id: ownerId, task_id: taskId, action, changes, actor };
  });
  const asked = activities.filter(({ actor }) => actor === 'user' || actor === 'chat');
  const ownerId = asked[0]?.ownerId ?? null;
  const [usage] = await executePrepared<Usage>(
    tx,
    sql`
      with activities as (
        insert into activity (owner_id, task_id, action, changes, actor, at)
        select owner_id, task_id, action, changes, actor, ${now} from json_to_recordset(${JSON.stringify(activityRows)}) as new
          (owner_id uuid, task_id uuid, action activity_action, changes jsonb, actor activity_actor)
      ), events as (
        insert into outbox_event (id, topic, partition_key, owner_id, event, created_at)
        select id, topic, partition_key, owner_id, event, ${now} from json_to_recordset(${JSON.stringify(outboxRows)}) as new
          (id uuid, topic text, partition_key text, owner_id uuid, event json)
      )
      select coalesce(sum(tasks), 0)::int as tasks, coalesce(sum(bytes), 0)::float8 as bytes
        from task_usage where owner_id = ${ownerId}`,
  );
  if (ownerId) countGrowth(tx, ownerId, asked, usage!);
}

/** Returns when the earliest pending reminder of the event's task is due. */
function nextReminder({ data }: EventContent): number {
  const reminders = 'task' in data ? data.task.reminders : [];
  const pending = reminders.filter(({ state }) => state === 'pending');
  return Math.min(...pending.map(({ fireAt }) => Date.parse(fireAt)));
}

/** Counts the changes that a user has asked for. Changes that add to the account need room in it. */
function countGrowth(tx: Transaction, ownerId: string, asked: readonly NewActivity[], usage: Usage): void {
  tx.writes.set(ownerId, (tx.writes.get(ownerId) ?? 0) + asked.length);
  const tasks = asked.filter(({ action }) => action === 'created').length;
  const bytes = asked
    .flatMap(({ action, changes }) => (action === 'updated' ? Object.values(changes) : []))
    .reduce((sum, { from, to }) => sum + size(to) - size(from), 0);
  if (tasks > 0 || bytes > 0)
    tx.quota?.requireRoom({ tasks: usage.tasks + tasks, bytes: usage.bytes + Math.max(bytes, 0) });
}

function size(value: unknown): number {
  return value == null ? 0 : Buffer.byteLength(JSON.stringify(value));
}
