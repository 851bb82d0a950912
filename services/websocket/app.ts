import type Koa from 'koa';
import { consumerRoutes } from '../../shared/dapr/consumer.ts';
import type { Sidecar } from '../../shared/dapr/sidecar.ts';
import { createApp } from '../../shared/http/app.ts';
import { healthRoutes } from '../../shared/http/health.routes.ts';
import type { Registry } from '../../shared/http/metrics.ts';
import type { ConnectionLimits } from '../../shared/limits.ts';
import type { Logger } from '../../shared/logger.ts';
import { resubscription } from './resubscription.ts';
import type { SocketHub } from './socket.hub.ts';
import { updateSubscription } from './update.consumer.ts';

export interface WebsocketDependencies {
  hub: SocketHub;
  sidecar: Sidecar;
  appApiToken: string;
  logger: Logger;
  metrics: Registry;
  /** The longest time until a new subscription of the sidecar is active. */
  joinMs: number;
  /** The limits of connections. Default: none. */
  limits?: ConnectionLimits;
}

/** A bulk of the largest tasks, with every character escaped, fits into this. */
const bodyLimit = '8mb';

/** Serves plain HTTP: health and the delivery of events. `serveSockets` serves the sockets on the same port. */
export function createWebsocket({ hub, sidecar, joinMs, ...options }: WebsocketDependencies): Koa {
  const { appApiToken, logger, metrics } = options;
  return createApp({ ...options, bodyLimit }, [
    healthRoutes({ sidecar: () => sidecar.waitUntilReady(1_000).then(() => true) }, metrics, logger),
    consumerRoutes([updateSubscription(hub, metrics)], {
      appApiToken,
      logger,
      metrics,
      onSubscribe: resubscription(hub, joinMs),
    }),
  ]);
}
