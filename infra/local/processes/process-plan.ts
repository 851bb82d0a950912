import { join } from 'node:path';
import { emailBinding } from '../../stack/dapr/components.ts';
import { backendSettings, environment, type Ports, root } from '../config.ts';
import { type Credentials, type Secrets, tokenFor, tokensOf } from '../resources/secrets.ts';

/** One process of the system. */
export interface ProcessPlan {
  readonly name: string;
  /** A program on the PATH. Default: Node, with a file and its arguments in `args`. */
  readonly command?: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** This URL responds with 2xx when the process is up. */
  readonly upUrl: string;
  /** This URL responds with 2xx when the process is ready for work. Default: it is ready when it is up. */
  readonly readyUrl?: string;
  /** Whether the process stops before the processes that serve requests, or after them because they need it. */
  readonly stops?: 'before' | 'after';
}

export interface PlanInput {
  readonly eventsEnabled: boolean;
  readonly ports: Ports;
  readonly dataDir: string;
  readonly credentials: Credentials;
  readonly secrets: Secrets;
  readonly secretsFile: string;
}

export const serviceNames = ['backend', 'notification', 'recurring', 'websocket'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** One replica of a service, with its port and its sidecar's port. */
export interface Replica {
  readonly service: ServiceName;
  /** The name of the process. */
  readonly name: string;
  readonly port: number;
  readonly sidecarPort: number;
}

const appPort = {
  backend: 'BACKEND_PORT',
  notification: 'NOTIFICATION_PORT',
  recurring: 'RECURRING_PORT',
  websocket: 'WEBSOCKET_PORT',
} as const;
const sidecarPort = {
  backend: 'BACKEND_DAPR_PORT',
  notification: 'NOTIFICATION_DAPR_PORT',
  recurring: 'RECURRING_DAPR_PORT',
  websocket: 'WEBSOCKET_DAPR_PORT',
} as const;

/** The folder in which e-mails are kept, where no SMTP binding is configured. */
export const mailFolder = (dataDir: string) => join(dataDir, 'mail');

/** Returns one replica of each service, on the configured ports. */
export function oneOfEach(ports: Ports): Replica[] {
  return serviceNames.map((service) => ({
    service,
    name: service,
    port: ports[appPort[service]],
    sidecarPort: ports[sidecarPort[service]],
  }));
}

/**
 * Makes Node and the C library give memory back instead of keeping it for later. The image of the services sets the same.
 * https://man7.org/linux/man-pages/man3/mallopt.3.html
 */
export const smallMemory = {
  env: { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' },
  flags: ['--max-semi-space-size=8', '--max-old-space-size=256'],
};
/** Programs that handle one small event at a time need less room for short-lived objects. */
const smallEvents = '--max-semi-space-size=2';

/** Plans a service with the variables that a deployment would set for its container. */
export function planService({ eventsEnabled, ports, credentials, secrets }: PlanInput, replica: Replica): ProcessPlan {
  const { service, name, port } = replica;
  const url = `http://127.0.0.1:${port}`;
  const env: Record<string, string> = { PORT: String(port), HOST: '127.0.0.1' };
  if (service === 'backend' || service === 'websocket') {
    env['PUBLIC_ORIGIN'] = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${ports.FRONTEND_PORT}`).join(',');
  }
  if (service === 'backend') {
    const proxy = { TRUSTED_PROXIES: '1', PROXY_TOKEN: tokenFor('page', credentials) };
    Object.assign(env, backendSettings, proxy, { PHASE5_ENABLED: String(eventsEnabled) });
  }
  if (eventsEnabled) {
    env['DAPR_HTTP_PORT'] = String(replica.sidecarPort);
    const { apiToken, appApiToken } = tokensOf(service, credentials);
    Object.assign(env, { DAPR_API_TOKEN: apiToken, APP_API_TOKEN: appApiToken });
  } else {
    Object.assign(env, secrets.backend); // without a sidecar, the variables hold the secrets
  }
  Object.assign(env, smallMemory.env);
  const flags = [...smallMemory.flags, ...(service === 'recurring' || service === 'notification' ? [smallEvents] : [])];
  const args = [...flags, join(root, 'services', service, 'main.ts')];
  return { name, args, env, upUrl: `${url}/healthz`, readyUrl: `${url}/readyz` };
}

/** The processes of a system in addition to the database and the page. */
export interface Layout {
  readonly sidecars: readonly ProcessPlan[];
  /** Sidecars that need the database to start. The first starts alone, because it creates the tables for all. */
  readonly sidecarsOnDatabase?: readonly ProcessPlan[];
  readonly services: readonly ProcessPlan[];
}

/** Plans one replica of each service, and the stand-in for their sidecars. */
export function standInLayout(input: PlanInput): Layout {
  const replicas = oneOfEach(input.ports).filter(({ service }) => input.eventsEnabled || service === 'backend');
  return {
    sidecars: input.eventsEnabled ? [planSidecar(input, replicas)] : [],
    services: replicas.map((replica) => withEmail(planService(input, replica), replica, input)),
  };
}

/** Messages go to a folder, unless another binding is configured. */
function withEmail(plan: ProcessPlan, { service }: Replica, { eventsEnabled }: PlanInput): ProcessPlan {
  if (!eventsEnabled || !(service === 'backend' || service === 'notification')) return plan;
  return { ...plan, env: { ...plan.env, EMAIL_BINDING: environment['EMAIL_BINDING'] || emailBinding } };
}

/** Plans the stand-in for the sidecars: one process with a port for each sidecar. */
function planSidecar(
  { ports, credentials, secretsFile, dataDir }: PlanInput,
  replicas: readonly Replica[],
): ProcessPlan {
  const apps = replicas.map(({ service, port, sidecarPort: httpPort }) => ({
    appId: service,
    appPort: port,
    httpPort,
    ...tokensOf(service, credentials),
  }));
  return {
    name: 'sidecar',
    args: [...smallMemory.flags, smallEvents, join(root, 'infra/local/sidecar/main.ts')],
    env: {
      ...smallMemory.env,
      SIDECAR_APPS: JSON.stringify(apps),
      SIDECAR_SECRETS_FILE: secretsFile,
      SIDECAR_MAIL_FOLDER: mailFolder(dataDir),
    },
    upUrl: `http://127.0.0.1:${ports.BACKEND_DAPR_PORT}/v1.0/healthz/outbound`,
    stops: 'after',
  };
}

export function planFrontend({ ports, dataDir, credentials }: PlanInput): ProcessPlan {
  return {
    name: 'frontend',
    args: [smallEvents, join(root, 'services/frontend/server/main.ts')],
    env: {
      ...smallMemory.env,
      FRONTEND_PORT: String(ports.FRONTEND_PORT),
      BACKEND_URL: `http://127.0.0.1:${ports.BACKEND_PORT}`,
      WEBSOCKET_URL: `http://127.0.0.1:${ports.WEBSOCKET_PORT}`,
      PROXY_TOKEN: tokenFor('page', credentials),
      // These folders belong to this system only, so a system under test does not share them with a running one.
      PAGE_DIR: join(dataDir, 'page'),
      VITE_CACHE_DIR: join(dataDir, 'vite'),
    },
    upUrl: `http://127.0.0.1:${ports.FRONTEND_PORT}/`,
    stops: 'before',
  };
}
