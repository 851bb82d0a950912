import type Koa from 'koa';
import { consumerRoutes } from '../../shared/dapr/consumer.ts';
import type { Sidecar } from '../../shared/dapr/sidecar.ts';
import { createApp } from '../../shared/http/app.ts';
import { healthRoutes } from '../../shared/http/health.routes.ts';
import type { Registry } from '../../shared/http/metrics.ts';
import type { ConnectionLimits } from '../../shared/limits.ts';
import type { Logger } from '../../shared/logger.ts';
import { completionSubscription } from './completion.consumer.ts';
import { completionService } from './completion.service.ts';
import { processedStore } from './processed.store.ts';

export interface RecurringDependencies {
  sidecar: Sidecar;
  appApiToken: string;
  logger: Logger;
  metrics: Registry;
  /** The limits of connections. Default: none. */
  limits?: ConnectionLimits;
}

/** A bulk of the largest tasks, each with its previous description and every character escaped, fits into this. */
const bodyLimit = '16mb';

export function createRecurring({ sidecar, ...options }: RecurringDependencies): Koa {
  const { logger, metrics } = options;
  const complete = completionService({ sidecar, logger, processed: processedStore(sidecar, logger) });
  return createApp({ ...options, bodyLimit }, [
    healthRoutes({ sidecar: () => sidecar.waitUntilReady(1_000).then(() => true) }, metrics, logger),
    consumerRoutes([completionSubscription(complete)], options),
  ]);
}
