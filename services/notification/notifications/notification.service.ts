import type { Orm } from '../../../shared/database/orm.ts';
import { Notification } from '../../../shared/entities/index.ts';
import type { ReminderEvent } from '../../../shared/events/events.ts';
import { NotFound } from '../../../shared/http/problem.ts';
import type { PushMessage } from '../../../shared/notifications/push.schema.ts';
import { messageBelowTitle, messageOf } from './notification.message.ts';

type EntityManager = Orm['em'];

/** The owner of the task of a reminder event, and how far the event has been processed. */
export interface Recipient {
  email: string | null;
  timeZone: string;
  locale: string;
  notified: boolean;
  emailed: boolean;
}

/** @returns undefined when the owner's account has been deleted */
export async function findRecipient(em: EntityManager, event: ReminderEvent): Promise<Recipient | undefined> {
  const [recipient] = await em.execute<Recipient[]>(
    `select u.email, u.time_zone as "timeZone", u.locale, n.id is not null as notified, n.emailed_at is not null as emailed
       from "user" u left join notification n on n.id = ?
      where u.id = ?`,
    [event.id, event.data.ownerId],
  );
  return recipient;
}

/**
 * Writes the notification, and with it one delivery for each browser that the owner has subscribed, unless the notification exists
 * already or its owner has been deleted.
 * @returns the number of deliveries when this call wrote it
 */
export async function writeNotification(
  em: EntityManager,
  event: ReminderEvent,
  recipient: Pick<Recipient, 'timeZone' | 'locale'>,
  now: Date,
): Promise<{ deliveries: number } | undefined> {
  const { ownerId, taskId, title, reminderId, fireAt } = event.data;
  const reader = { ...recipient, now };
  const payload: PushMessage = { title, body: messageBelowTitle(event.data, reader), taskId, reminderId, fireAt };
  const [written] = await em.execute<{ deliveries: number }[]>(
    `with written as (
       insert into notification (id, owner_id, task_id, title, message, at)
       select ?, id, ?, ?, ?, ? from "user" where id = ? for key share
           on conflict (id) do nothing
       returning id, owner_id, at
     ), queued as (
       insert into push_delivery (notification_id, subscription_id, payload, next_at, created_at)
       select written.id, s.id, ?, written.at, written.at
         from written join push_subscription s on s.owner_id = written.owner_id
       returning 1
     )
     select (select count(*)::int from queued) as deliveries from written`,
    [event.id, taskId, title, messageOf(event.data, reader), now.toISOString(), ownerId, JSON.stringify(payload)],
  );
  return written;
}

export interface NotificationPage {
  limit: number;
  /** The id of the last notification of the page before. */
  after?: string | undefined;
  unread?: boolean | undefined;
}

/** Reads the newest first, one more than `limit`, which tells whether there is a next page, and counts all that are unread. */
export async function listNotifications(
  em: EntityManager,
  ownerId: string,
  { limit, after, unread }: NotificationPage,
): Promise<{ rows: Notification[]; unread: number }> {
  // The left join keeps the count when the page is empty.
  const found = await em.execute<(Record<string, unknown> & { unread: number })[]>(
    `select counted.unread, listed.*
       from (select count(*)::int as unread from notification where owner_id = ? and read_at is null) counted
       left join lateral (
            select * from notification
             where owner_id = ?${after ? ' and id < ?' : ''}${unread === undefined ? '' : ` and read_at is ${unread ? '' : 'not '}null`}
             order by id desc limit ?) listed on true
      order by listed.id desc`,
    [ownerId, ownerId, ...(after ? [after] : []), limit + 1],
  );
  const rows = found.filter((row) => row['id'] !== null).map((row) => em.map(Notification, row));
  return { rows, unread: found[0]?.unread ?? 0 };
}

/** Marks a notification as read. Marking it again keeps the first time. */
export async function markRead(em: EntityManager, ownerId: string, id: string, now: Date): Promise<Notification> {
  const [row] = await em.execute<Record<string, unknown>[]>(
    'update notification set read_at = coalesce(read_at, ?) where id = ? and owner_id = ? returning *',
    [now.toISOString(), id, ownerId],
  );
  if (!row) throw new NotFound('There is no such notification.');
  return em.map(Notification, row);
}
