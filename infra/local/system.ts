import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type PortName, type Ports, phase4Ports, root } from './config.ts';
import { makeFolder } from './folder.ts';
import { checkPorts } from './ports.ts';
import { ownerUrl, prepareDatabases } from './postgres/databases.ts';
import { dataDirInUse, lockOf } from './postgres/postgres.failure.ts';
import { type GroupEvent, processGroup } from './processes/process-group.ts';
import {
  type Layout,
  type PlanInput,
  type ProcessPlan,
  planFrontend,
  standInLayout,
} from './processes/process-plan.ts';
import { answers } from './processes/program.ts';
import type { Supervised } from './processes/supervisor.ts';
import { databaseUrl, type Generated, loadGenerated, type Secrets, writeSecrets } from './secrets.ts';
import { explainFileError, StartError } from './start-error.ts';

export interface SystemOptions {
  readonly phase5: boolean;
  /** Kept between starts: database, logs, generated secrets. */
  readonly dataDir: string;
  readonly ports: Ports;
  /** For every process, on top of what this process has. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default: one of each service, and the stand-in for their sidecars. */
  readonly layout?: (plan: PlanInput) => Layout;
  /** Default true. */
  readonly frontend?: boolean;
  /** For tests: the database is not synced to disk. */
  readonly throwAway?: boolean;
  readonly onEvent?: (event: SystemEvent) => void;
  /** Gives the start up: it then stops what runs, and rejects. */
  readonly signal?: AbortSignal;
}

export type SystemEvent =
  | GroupEvent
  | { readonly type: 'doing'; readonly message: string }
  | { readonly type: 'done'; readonly message: string };

export interface System {
  readonly ports: Ports;
  readonly urls: {
    readonly page: string;
    readonly backend: string;
    readonly notification: string;
    readonly recurring: string;
    readonly websocket: string;
    /** The superuser's, of the database `todo`. */
    readonly database: string;
  };
  /** Where PostgreSQL's data really is. */
  readonly databaseDir: string;
  readonly secrets: Secrets & Pick<Generated, 'daprApiToken' | 'appApiToken'>;
  /** By name: postgres, sidecar, backend, notification, recurring, websocket, frontend. */
  readonly processes: ReadonlyMap<string, Supervised>;
  /** Resolves when every process answers that it can work. */
  ready(timeoutMs?: number): Promise<void>;
  stop(): Promise<void>;
}

const leavingMs = 2_000;

/** Starts everything and resolves when it is ready. Rejects with a StartError that says what to do, and nothing left running. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { phase5, dataDir, ports } = options;
  const giveUp = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, giveUp.signal]) : giveUp.signal;
  const group = processGroup({ ...options, signal });
  const step = (type: 'doing' | 'done', message: string) => options.onEvent?.({ type, message });
  try {
    const made = await prepareFolder(dataDir, ports, phase5);
    const { path: secretsFile, secrets } = await writeSecrets(dataDir, made, ports.POSTGRES_PORT);
    const plan = { phase5, dataDir, ports, made, secrets, secretsFile };

    const { sidecars, sidecarsOnDatabase = [], services } = (options.layout ?? standInLayout)(plan);

    const keepAll = (plans: readonly ProcessPlan[]) => Promise.all(plans.map((each) => group.keep(each)));
    const early = keepAll(sidecars);
    early.catch(() => {}); // waited for below
    const frontend = options.frontend === false ? undefined : group.keep(planFrontend(plan));
    const databaseDir = await group.keepPostgres({
      dataDir: join(dataDir, 'postgres'),
      port: ports.POSTGRES_PORT,
      superuserPassword: made.superuserPassword,
      throwAway: options.throwAway,
      onProgress: (message) => step('doing', message),
    });
    await prepareDatabases(made, ports.POSTGRES_PORT, databaseDir);
    step('done', 'PostgreSQL');
    await group.runOnce('migrate', [join(root, 'shared/database/migrate.main.ts')], {
      MIGRATION_DATABASE_URL: ownerUrl(made, ports.POSTGRES_PORT),
      DATABASE_URL: secrets.backend.DATABASE_URL,
    });
    step('done', 'Database schema');
    await early;
    await keepAll(sidecarsOnDatabase.slice(0, 1));
    await keepAll(sidecarsOnDatabase.slice(1));
    await keepAll(services);
    const ready = (timeoutMs = 60_000) => untilReady(services, timeoutMs, signal);
    await ready();
    step('done', phase5 ? 'Services and their sidecars' : 'Backend');
    await frontend;
    if (frontend) step('done', 'Page');
    signal.throwIfAborted();
    return {
      ports,
      databaseDir,
      urls: urlsOf(ports, made),
      secrets: { ...secrets, daprApiToken: made.daprApiToken, appApiToken: made.appApiToken },
      processes: group.processes,
      ready,
      stop: group.stop,
    };
  } catch (error) {
    giveUp.abort();
    await group.stop();
    throw explainFileError(error, dataDir) ?? error;
  }
}

/** Checks, before anything is started, that it can be. */
async function prepareFolder(dataDir: string, ports: Ports, phase5: boolean): Promise<Generated> {
  for (const began = Date.now(); ; await pause(100)) {
    try {
      const other = lockOf(join(dataDir, 'postgres'));
      if (other) throw dataDirInUse(dataDir, other.pid);
      await checkPorts(ports, phase5 ? (Object.keys(ports) as PortName[]) : phase4Ports);
      break;
    } catch (error) {
      // What an instance that was killed a moment ago had started is just about to end.
      if (Date.now() - began > leavingMs) throw error;
    }
  }
  await makeFolder(join(dataDir, 'logs'));
  return await loadGenerated(dataDir);
}

async function untilReady(plans: readonly ProcessPlan[], timeoutMs: number, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (const { name, readyUrl } of plans) {
    while (readyUrl && !(await answers(readyUrl))) {
      if (Date.now() > deadline)
        throw new StartError(`The ${name} is not ready after ${timeoutMs / 1000} s: see its log.`);
      await pause(25, undefined, { signal });
    }
  }
}

function urlsOf(ports: Ports, made: Generated): System['urls'] {
  return {
    page: `http://localhost:${ports.FRONTEND_PORT}`,
    backend: `http://127.0.0.1:${ports.BACKEND_PORT}`,
    notification: `http://127.0.0.1:${ports.NOTIFICATION_PORT}`,
    recurring: `http://127.0.0.1:${ports.RECURRING_PORT}`,
    websocket: `http://127.0.0.1:${ports.WEBSOCKET_PORT}`,
    database: databaseUrl('postgres', made.superuserPassword, ports.POSTGRES_PORT, 'todo'),
  };
}
