import { type Subscription, subscriptionTo } from '../../shared/dapr/consumer.ts';
import { type TaskEvent, taskEvent } from '../../shared/events/events.ts';
import type { Complete } from './completion.service.ts';

/** Subscribes to all task events, and handles only the completion of recurring tasks. */
export function completionSubscription(complete: Complete): Subscription<TaskEvent> {
  return subscriptionTo('task-events', {
    bulk: { maxMessagesCount: 100, maxAwaitDurationMs: 100 },
    schema: taskEvent,
    async handle({ id, type, data: { task } }) {
      if (type !== 'task.completed.v1' || !task.recurrence || !task.completedAt) return;
      await complete({ eventId: id, taskId: task.id, completedAt: task.completedAt });
    },
  });
}
