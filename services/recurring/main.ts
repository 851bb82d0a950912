import { connectSidecar } from '../../shared/dapr/sidecar.connect.ts';
import { appIds } from '../../shared/events/topics.ts';
import { createMetrics } from '../../shared/http/metrics.ts';
import { listen, runService } from '../../shared/http/server/server.ts';
import { createLogger } from '../../shared/logger.ts';
import { startTracing } from '../../shared/tracing.ts';
import { createRecurring } from './app.ts';
import { config } from './config.ts';

const logger = createLogger(appIds.recurring, config.LOG_LEVEL);

await runService(logger, async () => {
  const stopTracing = await startTracing(appIds.recurring, config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const sidecar = await connectSidecar(config);
  const metrics = createMetrics(appIds.recurring);
  const app = createRecurring({
    sidecar,
    logger,
    metrics,
    appApiToken: config.APP_API_TOKEN,
    limits: config,
  });
  const server = await listen(app.callback(), config.PORT, config.HOST, {
    limits: config,
    metrics,
    closingSeconds: config.CLOSING_SECONDS,
  });
  logger.info({ port: server.port }, 'The recurring service is listening.');
  return async () => {
    await server.close();
    await stopTracing();
  };
});
