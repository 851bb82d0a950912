import { sessionVerifier } from '../../shared/auth/session-token.ts';
import { systemClock } from '../../shared/clock.ts';
import { loadConfig } from '../../shared/config.ts';
import { connectSidecar } from '../../shared/dapr/sidecar.connect.ts';
import { appIds, components } from '../../shared/events/topics.ts';
import { createMetrics } from '../../shared/http/metrics.ts';
import { listen, runService } from '../../shared/http/server/server.ts';
import { createLogger } from '../../shared/logger.ts';
import { startTracing } from '../../shared/tracing.ts';
import { createWebsocket } from './app.ts';
import { config, secretSettings } from './config.ts';
import { SocketHub } from './socket.hub.ts';
import { serveSockets } from './socket.server.ts';

/** An unanswered ping is noticed after one or two intervals. */
const pingIntervalMs = 30_000;
/** The connection of a closed peer is cut after this time, which is shorter than the drain. */
const closeTimeoutMs = 10_000;
/** Joining a consumer group takes a few seconds at most. */
const joinMs = 5_000;

const logger = createLogger(appIds.websocket, config.LOG_LEVEL);

await runService(logger, async () => {
  const stopTracing = await startTracing(appIds.websocket, config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const metrics = createMetrics(appIds.websocket);
  const sidecar = await connectSidecar(config);
  const secrets = loadConfig(secretSettings, await sidecar.getSecret(components.secretStore, appIds.websocket));

  const hub = new SocketHub(config);
  const app = createWebsocket({
    hub,
    sidecar,
    logger,
    metrics,
    joinMs,
    appApiToken: config.APP_API_TOKEN,
    limits: config,
  });
  const verify = await sessionVerifier(secrets.JWT_PUBLIC_KEY);
  const server = await listen(app.callback(), config.PORT, config.HOST, {
    limits: config,
    metrics,
    closingSeconds: config.CLOSING_SECONDS,
  });
  const sockets = serveSockets(server.server, {
    hub,
    sidecar,
    verify,
    clock: systemClock,
    logger,
    metrics,
    pingIntervalMs,
    closeTimeoutMs,
    allowedOrigins: config.PUBLIC_ORIGIN,
  });
  logger.info({ port: server.port }, 'The websocket service is listening.');

  return async () => {
    await Promise.all([server.close(), sockets.close()]);
    await stopTracing();
  };
});
