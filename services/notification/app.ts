import type Koa from 'koa';
import type { Clock } from '../../shared/clock.ts';
import { consumerRoutes } from '../../shared/dapr/consumer.ts';
import type { Sidecar } from '../../shared/dapr/sidecar.ts';
import { schemaIsCurrent } from '../../shared/database/migrations.ts';
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

export interface NotificationDependencies {
  orm: Orm;
  sidecar: Sidecar;
  clock: Clock;
  appApiToken: string;
  logger: Logger;
  metrics: Registry;
  /** The limits of connections. Default: none. */
  limits?: ConnectionLimits;
  /** The name of the SMTP output binding. Without it nothing is sent by e-mail. */
  emailBinding?: string | undefined;
}

/** A bulk of the longest reminders fits into this. */
const bodyLimit = '1mb';

export function createNotification(dependencies: NotificationDependencies): Koa {
  const { orm, sidecar, clock, appApiToken, logger, metrics, limits, emailBinding } = dependencies;
  const preferences = preferenceService(sidecar);
  const send = emailBinding ? emailSender(sidecar, emailBinding) : undefined;
  const email = send && emailService({ orm, send, preferences, clock });
  return createApp({ logger, metrics, limits, appApiToken, bodyLimit }, [
    healthRoutes(
      {
        database: () => schemaIsCurrent(orm.em),
        sidecar: () => sidecar.waitUntilReady(1_000).then(() => true),
      },
      metrics,
      logger,
    ),
    consumerRoutes([reminderSubscription({ orm, clock, logger, email })], { appApiToken, logger, metrics }),
    notificationRoutes({ orm, clock, appApiToken }),
    preferenceRoutes({ preferences, appApiToken }),
    ...(send ? [passwordResetRoutes({ orm, send, appApiToken })] : []),
  ]);
}
