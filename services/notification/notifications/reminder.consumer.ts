import type { Clock } from '../../../shared/clock.ts';
import { type Subscription, subscriptionTo } from '../../../shared/dapr/consumer.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import { keptSince } from '../../../shared/database/partition.keeper.ts';
import { type ReminderEvent, reminderEvent } from '../../../shared/events/events.ts';
import type { Logger } from '../../../shared/logger.ts';
import type { DeliverByEmail } from '../email/email.service.ts';
import { findRecipient, writeNotification } from './notification.service.ts';

interface Dependencies {
  orm: Orm;
  clock: Clock;
  logger: Logger;
  /** How many months notifications are kept. Default: for ever. */
  months?: number | undefined;
  email?: DeliverByEmail | undefined;
  /** Is called when a notification was written that is to be pushed. */
  onDeliveries?: (() => void) | undefined;
}

/**
 * Writes a notification for each due reminder, once, with its deliveries by push, and sends an e-mail if its owner wants one. An event that is delivered
 * again finds its notification and only sends the e-mail, unless that was sent.
 */
export function reminderSubscription({
  orm,
  clock,
  logger,
  months = 1200,
  email,
  onDeliveries = () => undefined,
}: Dependencies): Subscription<ReminderEvent> {
  return subscriptionTo('reminders', {
    bulk: { maxMessagesCount: 100, maxAwaitDurationMs: 100 },
    schema: reminderEvent,
    async handle(event) {
      // Its notification may have been written, and dropped since.
      if (new Date(event.time) < keptSince(clock(), months)) return;
      const recipient = await findRecipient(orm.em, event);
      // The account was deleted in the meantime.
      if (!recipient) return;
      if (!recipient.notified) {
        const written = await writeNotification(orm.em, event, recipient, clock());
        const { ownerId, taskId } = event.data;
        if (written) {
          logger.info({ notificationId: event.id, ownerId, taskId }, 'A notification was written.');
          if (written.deliveries > 0) onDeliveries();
        }
      }
      if (!recipient.emailed) await email?.(event, recipient);
    },
  });
}
