import { z } from 'zod';
import { page } from '../http/paging.ts';
import { text } from '../text.ts';

/** A reminder that fired, as a person's notification log shows it. */
export const notification = z
  .strictObject({
    id: z.uuid(),
    taskId: z.uuid(),
    title: text(),
    message: text(),
    at: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
    channels: z.array(z.enum(['email', 'push'])).meta({ description: 'By what else the reminder went out, so far.' }),
  })
  .meta({ id: 'Notification' });

export const notificationPage = z
  .strictObject({
    items: z.array(notification),
    nextCursor: z.string().nullable(),
    /** Counts all unread notifications, not only those of this page. */
    unread: z.int().min(0),
  })
  .meta({ id: 'NotificationPage' });

export const notificationQuery = z.strictObject({
  ...page,
  unread: z
    .enum(['true', 'false'], 'Must be true or false.')
    .transform((value) => value === 'true')
    .optional(),
});

export type NotificationResponse = z.output<typeof notification>;
export type NotificationPage = z.output<typeof notificationPage>;
