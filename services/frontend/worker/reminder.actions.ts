import type { ReminderContent } from './reminder.notification.ts';

export type ReminderAction = 'complete' | 'snooze';

const hourMs = 3_600_000;

/**
 * Completes or postpones the task of a reminder, with the cookie of whoever is signed in. The key lets the server do it once,
 * however often it is asked.
 * @throws Error with a message for people
 */
export async function act(action: ReminderAction, { taskId, reminderId, fireAt }: ReminderContent): Promise<void> {
  const body = action === 'snooze' ? { until: new Date(Date.now() + hourMs).toISOString() } : undefined;
  const response = await fetch(`/api/tasks/${taskId}/${action}`, {
    method: 'POST',
    headers: {
      'idempotency-key': `${action}-${reminderId}-${fireAt}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Error('There is no connection. Try again in a moment.');
  });
  // A snooze that the server has already done was for another minute, so the same key comes with another body.
  if (response.ok || (action === 'snooze' && response.status === 422)) return;
  if (response.status === 401) throw new Error('Open the page and sign in first.');
  if (response.status === 404) throw new Error('The task is no longer there.');
  throw new Error('The server did not take it. Try again in a moment.');
}
