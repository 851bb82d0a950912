import { systemClock } from '../../shared/clock.ts';
import { loadConfig } from '../../shared/config.ts';
import { connectSidecar } from '../../shared/dapr/sidecar.connect.ts';
import { openOrm, poolOf } from '../../shared/database/orm.ts';
import { keepPartitions } from '../../shared/database/partition.keeper.ts';
import { appIds, components } from '../../shared/events/topics.ts';
import { createMetrics } from '../../shared/http/metrics.ts';
import { listen, runService } from '../../shared/http/server/server.ts';
import { createLogger } from '../../shared/logger.ts';
import { DueTimer } from '../../shared/schedule/due.timer.ts';
import { startTracing } from '../../shared/tracing.ts';
import { createNotification } from './app.ts';
import { config, secretSettings } from './config.ts';

const logger = createLogger(appIds.notification, config.LOG_LEVEL);

await runService(logger, async () => {
  const stopTracing = await startTracing(appIds.notification, config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const sidecar = await connectSidecar(config);
  const readSecrets = async () =>
    loadConfig(secretSettings, await sidecar.getSecret(components.secretStore, appIds.notification));
  const secrets = await readSecrets();
  const orm = await openOrm(secrets.DATABASE_URL, logger, {
    size: config.DATABASE_POOL_SIZE,
    readUrl: async () => (await readSecrets()).DATABASE_URL,
  });
  const months = config.NOTIFICATION_MONTHS;
  const stopKeeping = keepPartitions({ pool: await poolOf(orm), logger, table: 'notification', months });
  const metrics = createMetrics(appIds.notification);
  const { VAPID_PRIVATE_KEY: vapidKey } = secrets;
  let timer: DueTimer | undefined;
  const { app, deliveries } = createNotification({
    orm,
    sidecar,
    clock: systemClock,
    logger,
    metrics,
    appApiToken: config.APP_API_TOKEN,
    limits: config,
    months,
    emailBinding: config.EMAIL_BINDING,
    push: vapidKey
      ? {
          vapidPrivateKey: vapidKey,
          contact: config.PUSH_CONTACT,
          services: config.PUSH_SERVICES,
          wake: () => timer?.checkAt(Date.now()),
        }
      : undefined,
  });
  timer = deliveries && new DueTimer({ check: deliveries, name: 'push', clock: systemClock, logger, pauseMs: 10 });
  const server = await listen(app.callback(), config.PORT, config.HOST, {
    limits: config,
    metrics,
    closingSeconds: config.CLOSING_SECONDS,
  });
  const channels = { email: config.EMAIL_BINDING ?? 'off', push: vapidKey ? 'on' : 'off' };
  logger.info({ port: server.port, ...channels }, 'The notification service is listening.');

  return async () => {
    await server.close();
    await timer?.stop();
    await deliveries?.settled();
    await stopKeeping();
    await orm.close();
    await stopTracing();
  };
});
