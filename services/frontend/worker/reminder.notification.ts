/** What a push message and a frame of the page say about a reminder. */
export interface ReminderContent {
  title: string;
  body: string;
  taskId: string;
  reminderId: string;
  fireAt: string;
}

/**
 * Returns how a reminder is shown, whether the page or the service worker shows it. The tag makes a reminder that comes twice, or
 * from several tabs, one notification.
 */
export function notificationOf(content: ReminderContent) {
  const { title, body, reminderId, fireAt } = content;
  return {
    title,
    options: {
      body,
      tag: reminderId,
      data: content,
      icon: '/icons/icon-192.png',
      badge: '/icons/icon-192.png',
      timestamp: Date.parse(fireAt),
      actions: [
        { action: 'complete', title: 'Complete' },
        { action: 'snooze', title: 'Snooze 1 h' },
      ],
    },
  };
}
