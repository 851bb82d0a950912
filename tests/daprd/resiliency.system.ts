import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { environment, root } from '../../infra/local/config.ts';
import { daprConfig } from '../../infra/local/daprd/config.ts';
import { type DaprSystem, startDaprSystem } from '../../infra/local/daprd/system.ts';
import { planReplicas } from '../../infra/local/daprd/topology.ts';
import type { ServiceName } from '../../infra/local/processes/process-plan.ts';
import { freePort } from '../../infra/local/resources/free-port.ts';
import { DeliveryProxy, type SidecarRequest } from '../faults/delivery.proxy.ts';
import { type Client, registerClient } from '../support/api-client.ts';
import { freePorts, throwAwayFolder } from '../support/services/local-system.ts';

/** One delivery to the recurring service. */
export interface Delivered {
  at: number;
  type: string | undefined;
  taskId: string;
}

/** One replica of each service on daprd and Kafka. Proxies record all requests to the recurring service and the backend. */
export interface TestSystem {
  system: DaprSystem;
  database: pg.Pool;
  ada: Client;
  backend: DeliveryProxy;
  /** All deliveries to the recurring service, including repeated ones. */
  delivered: Delivered[];
  /** Runs `npm run dead-letters` and resolves with its output. */
  deadLetters(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

export async function startResiliencySystem(changes: { maxRetries?: number } = {}): Promise<TestSystem> {
  const folder = throwAwayFolder();
  const ports = await freePorts();
  const replicas = await planReplicas(ports, 1);
  const delivered: Delivered[] = [];
  const portOf = (service: ServiceName) => replicas.find((replica) => replica.service === service)!.port;
  const recurring = new DeliveryProxy(portOf('recurring'), ({ event }) => {
    delivered.push({ at: Date.now(), type: event.type, taskId: event.subject ?? '' });
  });
  const backend = new DeliveryProxy(portOf('backend'), () => undefined);
  const proxyPorts: Partial<Record<ServiceName, number>> = {
    recurring: await freePort(),
    backend: await freePort(),
  };
  await recurring.listen(proxyPorts.recurring!);
  await backend.listen(proxyPorts.backend!);
  const close = () => {
    for (const proxy of [recurring, backend]) proxy.close();
    folder.remove();
  };
  try {
    const system = await startDaprSystem({
      ...daprConfig(),
      ...changes,
      ports,
      replicas,
      dataDir: folder.path,
      appPortOf: ({ service, port }) => proxyPorts[service] ?? port,
      frontend: false,
      throwAway: true,
    });
    const database = new pg.Pool({ connectionString: system.urls.database, max: 2 });
    database.on('error', () => undefined); // it is stopped with the system
    const { DATABASE_URL } = system.secrets.backend;
    return {
      system,
      database,
      backend,
      delivered,
      ada: await registerClient(system.urls.backend),
      async deadLetters(...args) {
        const program = join(root, 'services/backend/dead-letters/dead-letters.main.ts');
        const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], {
          env: { ...environment, DATABASE_URL },
        });
        return stdout;
      },
      async stop() {
        await database.end();
        await system.stop();
        close();
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** Returns whether the request asks for the next occurrence of that task. */
export function isSuccessorOf(taskId: string, { path, body }: SidecarRequest): boolean {
  return path === '/internal/successors' && body.includes(taskId);
}

/** Creates a task that recurs every day, and completes it. */
export async function completeRecurring(ada: Client): Promise<string> {
  const { body } = await ada.post('/api/tasks', {
    title: 'Water the plants',
    due: { date: '2030-01-31', time: '09:00' },
    recurrence: { frequency: 'daily' },
  });
  await ada.post(`/api/tasks/${body.id}/complete`);
  return body.id;
}

export async function successors(database: pg.Pool, taskId: string): Promise<number> {
  const { rowCount } = await database.query(
    `select from task next join task done on next.series_id = done.series_id and next.id <> done.id where done.id = $1`,
    [taskId],
  );
  return rowCount ?? 0;
}
