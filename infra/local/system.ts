import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type PortName, type Ports, portsWithoutEvents, root } from './config.ts';
import { isMigrated, ownerUrl, prepareDatabases } from './postgres/databases.ts';
import { dataDirInUse, lockOf } from './postgres/postgres.failure.ts';
import { type GroupEvent, processGroup } from './processes/process-group.ts';
import {
  type Layout,
  type PlanInput,
  type ProcessPlan,
  planFrontend,
  type ServiceName,
  serviceNames,
  standInLayout,
} from './processes/process-plan.ts';
import { isUp } from './processes/program.ts';
import type { Supervised } from './processes/supervisor.ts';
import { makeFolder, makePrivateFolder } from './resources/folder.ts';
import { checkPorts } from './resources/ports.ts';
import {
  type AppTokens,
  type Credentials,
  databaseUrl,
  loadCredentials,
  type Secrets,
  tokensOf,
  writeSecrets,
} from './resources/secrets.ts';
import { explainFileError, StartError } from './start-error.ts';

export interface SystemOptions {
  readonly eventsEnabled: boolean;
  /** The folder of the database, logs and generated secrets. It is kept between starts. */
  readonly dataDir: string;
  readonly ports: Ports;
  /** Additional variables for every process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Plans sidecars and services. Default: one replica of each service, and the stand-in for their sidecars. */
  readonly layout?: (plan: PlanInput) => Layout;
  /** Whether the page is served. Default: true. */
  readonly frontend?: boolean;
  /** For tests: the database is not synced to disk. Default: false. */
  readonly throwAway?: boolean;
  readonly onEvent?: (event: SystemEvent) => void;
  /** Aborts the start. All started processes are stopped, and the start rejects. */
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
    /** The superuser's URL of the database `todo`. */
    readonly database: string;
  };
  /** The folder that holds PostgreSQL's data. */
  readonly databaseDir: string;
  readonly secrets: Secrets & { readonly tokens: Readonly<Record<ServiceName, AppTokens>> };
  /** The processes by name: postgres, sidecar, backend, notification, recurring, websocket, frontend. */
  readonly processes: ReadonlyMap<string, Supervised>;
  /** Resolves when every service is ready. */
  ready(timeoutMs?: number): Promise<void>;
  stop(): Promise<void>;
}

const leavingMs = 2_000;

/** Starts everything and resolves when it is ready. On failure it stops everything and rejects with a StartError that says what to do. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { eventsEnabled, dataDir, ports } = options;
  const startAbort = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, startAbort.signal]) : startAbort.signal;
  const group = processGroup({ ...options, signal });
  const step = (type: 'doing' | 'done', message: string) => options.onEvent?.({ type, message });
  try {
    const credentials = await prepareFolder(dataDir, ports, eventsEnabled);
    const { path: secretsFile, secrets } = await writeSecrets(dataDir, credentials, ports.POSTGRES_PORT);
    const plan = { eventsEnabled, dataDir, ports, credentials, secrets, secretsFile };

    const { sidecars, sidecarsOnDatabase = [], services } = (options.layout ?? standInLayout)(plan);

    const runAll = (plans: readonly ProcessPlan[]) => Promise.all(plans.map((each) => group.run(each)));
    const early = runAll(sidecars);
    early.catch(() => {}); // it is awaited below
    const frontend = options.frontend === false ? undefined : group.run(planFrontend(plan));
    const databaseDir = await group.runPostgres({
      dataDir: join(dataDir, 'postgres'),
      port: ports.POSTGRES_PORT,
      superuserPassword: credentials.superuserPassword,
      throwAway: options.throwAway,
      onProgress: (message) => step('doing', message),
    });
    await prepareDatabases(credentials, ports.POSTGRES_PORT, databaseDir);
    step('done', 'PostgreSQL');
    if (!(await isMigrated(secrets.backend.DATABASE_URL))) {
      await group.runOnce('migrate', [join(root, 'shared/database/migrate.main.ts')], {
        MIGRATION_DATABASE_URL: ownerUrl(credentials, ports.POSTGRES_PORT),
        DATABASE_URL: secrets.backend.DATABASE_URL,
      });
    }
    step('done', 'Database schema');
    await early;
    await runAll(sidecarsOnDatabase.slice(0, 1));
    await runAll(sidecarsOnDatabase.slice(1));
    await runAll(services);
    const ready = (timeoutMs = 60_000) => untilReady(services, timeoutMs, signal);
    await ready();
    step('done', eventsEnabled ? 'Services and their sidecars' : 'Backend');
    await frontend;
    if (frontend) step('done', 'Page');
    signal.throwIfAborted();
    return {
      ports,
      databaseDir,
      urls: urlsOf(ports, credentials),
      secrets: { ...secrets, tokens: allTokens(credentials) },
      processes: group.processes,
      ready,
      stop: group.stop,
    };
  } catch (error) {
    startAbort.abort();
    await group.stop();
    throw explainFileError(error, dataDir) ?? error;
  }
}

/** Checks that nothing prevents the start, creates the folder, and loads the credentials. */
async function prepareFolder(dataDir: string, ports: Ports, eventsEnabled: boolean): Promise<Credentials> {
  for (const began = Date.now(); ; await pause(100)) {
    try {
      const other = lockOf(join(dataDir, 'postgres'));
      if (other) throw dataDirInUse(dataDir, other.pid);
      await checkPorts(ports, eventsEnabled ? (Object.keys(ports) as PortName[]) : portsWithoutEvents);
      break;
    } catch (error) {
      // An instance may just have been killed, and its processes are about to end.
      if (Date.now() - began > leavingMs) throw error;
    }
  }
  await makePrivateFolder(dataDir);
  await makeFolder(join(dataDir, 'logs'));
  return await loadCredentials(dataDir);
}

function allTokens(credentials: Credentials): Record<ServiceName, AppTokens> {
  const tokens = serviceNames.map((service) => [service, tokensOf(service, credentials)]);
  return Object.fromEntries(tokens) as Record<ServiceName, AppTokens>;
}

async function untilReady(plans: readonly ProcessPlan[], timeoutMs: number, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (const { name, readyUrl } of plans) {
    while (readyUrl && !(await isUp(readyUrl))) {
      if (Date.now() > deadline)
        throw new StartError(`The ${name} is not ready after ${timeoutMs / 1000} s: see its log.`);
      await pause(25, undefined, { signal });
    }
  }
}

function urlsOf(ports: Ports, credentials: Credentials): System['urls'] {
  return {
    page: `http://localhost:${ports.FRONTEND_PORT}`,
    backend: `http://127.0.0.1:${ports.BACKEND_PORT}`,
    notification: `http://127.0.0.1:${ports.NOTIFICATION_PORT}`,
    recurring: `http://127.0.0.1:${ports.RECURRING_PORT}`,
    websocket: `http://127.0.0.1:${ports.WEBSOCKET_PORT}`,
    database: databaseUrl('postgres', credentials.superuserPassword, ports.POSTGRES_PORT, 'todo'),
  };
}
