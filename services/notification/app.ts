import type Koa from 'koa';
import type { Clock } from '../../shared/clock.ts';
import { consumerRoutes } from '../../shared/dapr/consumer.ts';
import type { Sidecar } from '../../shared/dapr/sidecar.ts';
import { schemaIsCurrent } from '../../shared/database/migration.files.ts';
import type { Orm } from '../../shared/database/orm.ts';
import { createApp } from '../../shared/http/app.ts';
import { healthRoutes } from '../../shared/http/health.routes.ts';
import type { Registry } from '../../shared/http/metrics.ts';
import type { ConnectionLimits } from '../../shared/limits.ts';
import type { Logger } from '../../shared/logger.ts';
import { emailSender } from './email/email.sender.ts';
import { emailService } from './email/email.service.ts';
import { passwordResetRoutes } from './email/password-reset.routes.ts';
import { notificationRoutes } from './notifications/notification.routes.ts';
import { reminderSubscription } from './notifications/reminder.consumer.ts';
import { preferenceRoutes } from './preferences/preference.routes.ts';
import { preferenceService } from './preferences/preference.service.ts';
import { type PushDeliveries, pushDeliveries } from './push/push.delivery.ts';
import { pushSender } from './push/push.sender.ts';
import { subscriptionRoutes } from './push/subscription.routes.ts';
import { vapidKeys } from './push/vapid.ts';

export interface NotificationDependencies {
  orm: Orm;
  sidecar: Sidecar;
  clock: Clock;
  appApiToken: string;
  logger: Logger;
  metrics: Registry;
  /** How many months notifications are kept. Default: for ever. */
  months?: number;
  /** The limits of connections. Default: none. */
  limits?: ConnectionLimits;
  /** The name of the SMTP output binding. Without it nothing is sent by e-mail. */
  emailBinding?: string | undefined;
  /** Without it nothing is pushed. */
  push?: PushDependencies | undefined;
}

export interface PushDependencies {
  vapidPrivateKey: string;
  contact: string;
  services: readonly string[];
  /** Tells whoever runs the deliveries that there is something to do. */
  wake: () => void;
}

export interface NotificationService {
  app: Koa;
  /** Sends what is to be pushed; whoever runs the service says when. */
  deliveries: PushDeliveries | undefined;
}

/** A bulk of the longest reminders fits into this. */
const bodyLimit = '1mb';

export function createNotification(dependencies: NotificationDependencies): NotificationService {
  const { orm, sidecar, clock, appApiToken, logger, metrics, limits, months, emailBinding, push } = dependencies;
  const preferences = preferenceService(sidecar);
  const send = emailBinding ? emailSender(sidecar, emailBinding) : undefined;
  const email = send && emailService({ orm, send, preferences, clock });
  const vapid = push && vapidKeys(push.vapidPrivateKey);
  const deliveries =
    push &&
    vapid &&
    pushDeliveries({ orm, send: pushSender({ vapid, ...push }), preferences, clock, logger, metrics }, push.wake);
  const app = createApp({ logger, metrics, limits, appApiToken, bodyLimit }, [
    healthRoutes(
      {
        database: () => schemaIsCurrent(orm.em),
        sidecar: () => sidecar.waitUntilReady(1_000).then(() => true),
      },
      metrics,
      logger,
    ),
    consumerRoutes([reminderSubscription({ orm, clock, logger, months, email, onDeliveries: push?.wake })], {
      appApiToken,
      logger,
      metrics,
    }),
    notificationRoutes({ orm, clock, appApiToken }),
    preferenceRoutes({ preferences, appApiToken }),
    ...(send ? [passwordResetRoutes({ orm, send, appApiToken })] : []),
    subscriptionRoutes({ orm, clock, appApiToken, publicKey: vapid?.publicKey, services: push?.services ?? [] }),
  ]);
  return { app, deliveries };
}
