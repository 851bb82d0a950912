import { defineEntity, p } from '@mikro-orm/core';
import { User } from './user.entity.ts';

/** One line of a user's notification log, written by the notification service. Partitioned by month. */
const NotificationSchema = defineEntity({
  name: 'Notification',
  tableName: 'notification',
  properties: {
    /** The id of the event it stands for, so that a redelivered event is written once. It begins with the event's time. */
    id: p.uuid().primary(),
    ownerId: () => p.manyToOne(User).mapToPk().fieldName('owner_id').deleteRule('cascade'),
    taskId: p.uuid(),
    title: p.text(),
    message: p.text(),
    at: p.datetime(3),
    readAt: p.datetime(3).nullable(),
    emailedAt: p.datetime(3).nullable(),
    /** When the first push service took it. */
    pushedAt: p.datetime(3).nullable(),
  },
  indexes: [
    { properties: ['ownerId', 'id'] },
    {
      name: 'notification_unread',
      expression: `create index "notification_unread" on "notification" ("owner_id", "id") where read_at is null`,
    },
  ],
});

export class Notification extends NotificationSchema.class {}
NotificationSchema.setClass(Notification);
