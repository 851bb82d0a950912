import { createSidecar } from '../../shared/dapr/sidecar.ts';
import { appIds } from '../../shared/events/topics.ts';
import { createMetrics } from '../../shared/http/metrics.ts';
import { listen, runService } from '../../shared/http/server.ts';
import { createLogger } from '../../shared/logger.ts';
import { createRecurring } from './app.ts';
import { config } from './config.ts';

const logger = createLogger(appIds.recurring, config.LOG_LEVEL);

await runService(logger, async () => {
  const sidecar = createSidecar({
    host: config.DAPR_HOST,
    port: config.DAPR_HTTP_PORT,
    apiToken: config.DAPR_API_TOKEN,
  });
  await sidecar.waitUntilReady();
  const app = createRecurring({
    ...{ sidecar, logger, metrics: createMetrics(appIds.recurring) },
    appApiToken: config.APP_API_TOKEN,
  });
  const server = await listen(app.callback(), config.PORT, config.HOST);
  logger.info({ port: server.port }, 'The recurring service is listening.');
  return () => server.close();
});
