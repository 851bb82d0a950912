import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configOrExit } from '../../config.ts';
import { createLogger } from '../../logger.ts';
import { accountFolder, databasesAt, drillSettings } from './drill.config.ts';
import { DrillError } from './drill.error.ts';
import { KubernetesApi } from './kubernetes.api.ts';
import { drillLimits, restoreDrill } from './restore-drill.ts';

/** Tries whether the backup of the PostgreSQL cluster can be restored. Kubernetes runs it as the CronJob `postgres-drill`. */
const config = configOrExit(drillSettings, process.env);
const logger = createLogger('restore-drill', 'info');
const account = (file: string) => readFileSync(join(accountFolder, file), 'utf8').trim();
const ending = new AbortController();
process.once('SIGTERM', () => ending.abort(new DrillError('The drill was interrupted.')));
try {
  await restoreDrill({
    kubernetes: new KubernetesApi({
      url: `https://${config.KUBERNETES_SERVICE_HOST}:${config.KUBERNETES_SERVICE_PORT}`,
      namespace: account('namespace'),
      ca: account('ca.crt'),
      token: () => account('token'),
    }),
    cluster: config.CLUSTER,
    live: databasesAt(config.PGHOST, config),
    restored: (ca) => databasesAt(`${config.CLUSTER.metadata.name}-rw`, config, ca),
    logger,
    limits: drillLimits,
    signal: ending.signal,
  });
} catch (error) {
  const reason = error instanceof DrillError ? error.message : String(error);
  logger.fatal({ reason }, 'The restore drill failed.');
  process.exitCode = 1;
}
// What was interrupted may still wait for a response.
process.exit();
