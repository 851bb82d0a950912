import { join } from 'node:path';
import { backendSettings, type Ports, root } from '../config.ts';
import type { Credentials, Secrets } from '../secrets.ts';

/** One process of the system. */
export interface ProcessPlan {
  readonly name: string;
  /** A program on the PATH; without it `args` are a file and its arguments for Node. */
  readonly command?: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Answers 2xx when the process is up. */
  readonly upUrl: string;
  /** Answers 2xx when it can do its work, if that is another thing. */
  readonly readyUrl?: string;
  /** Whether it stops before what takes requests (it drains), or after it, being needed for that. */
  readonly stops?: 'before' | 'after';
}

export interface PlanInput {
  readonly phase5: boolean;
  readonly ports: Ports;
  readonly dataDir: string;
  readonly credentials: Credentials;
  readonly secrets: Secrets;
  readonly secretsFile: string;
}

export const serviceNames = ['backend', 'notification', 'recurring', 'websocket'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** One copy of a service, and where it and its sidecar listen. */
export interface Replica {
  readonly service: ServiceName;
  /** Of its process. */
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

/** One replica of each service, on the configured ports. */
export function oneOfEach(ports: Ports): Replica[] {
  return serviceNames.map((service) => ({
    service,
    name: service,
    port: ports[appPort[service]],
    sidecarPort: ports[sidecarPort[service]],
  }));
}

/** A service with its environment: what a deployment would set for its container. */
export function planService({ phase5, ports, credentials, secrets }: PlanInput, replica: Replica): ProcessPlan {
  const { service, name, port } = replica;
  const url = `http://127.0.0.1:${port}`;
  const env: Record<string, string> = { PORT: String(port), HOST: '127.0.0.1' };
  if (service === 'backend' || service === 'websocket') {
    env['PUBLIC_ORIGIN'] = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${ports.FRONTEND_PORT}`).join(',');
  }
  if (service === 'backend') Object.assign(env, backendSettings, { PHASE5_ENABLED: String(phase5) });
  if (phase5) {
    env['DAPR_HTTP_PORT'] = String(replica.sidecarPort);
    env['DAPR_API_TOKEN'] = credentials.daprApiToken;
    env['APP_API_TOKEN'] = credentials.appApiToken;
  } else {
    Object.assign(env, secrets.backend); // no sidecar to ask
  }
  const args = [join(root, 'services', service, 'main.ts')];
  return { name, args, env, upUrl: `${url}/healthz`, readyUrl: `${url}/readyz` };
}

/** Which processes a system has, besides the database and the page. */
export interface Layout {
  readonly sidecars: readonly ProcessPlan[];
  /** Sidecars that need the database to start. The first of them starts alone: it makes tables, which the others find. */
  readonly sidecarsOnDatabase?: readonly ProcessPlan[];
  readonly services: readonly ProcessPlan[];
}

/** The services of the phase, one of each, and the stand-in for their sidecars. */
export function standInLayout(input: PlanInput): Layout {
  const replicas = oneOfEach(input.ports).filter(({ service }) => input.phase5 || service === 'backend');
  return {
    sidecars: input.phase5 ? [planSidecar(input, replicas)] : [],
    services: replicas.map((replica) => planService(input, replica)),
  };
}

/** The stand-in for the services' sidecars: one process, a port for each of them. */
function planSidecar({ ports, credentials, secretsFile }: PlanInput, replicas: readonly Replica[]): ProcessPlan {
  const apps = replicas.map(({ service, port, sidecarPort: httpPort }) => ({
    appId: service,
    appPort: port,
    httpPort,
  }));
  return {
    name: 'sidecar',
    args: [join(root, 'infra/local/sidecar/main.ts')],
    env: {
      SIDECAR_APPS: JSON.stringify(apps),
      SIDECAR_SECRETS_FILE: secretsFile,
      DAPR_API_TOKEN: credentials.daprApiToken,
      APP_API_TOKEN: credentials.appApiToken,
    },
    upUrl: `http://127.0.0.1:${ports.BACKEND_DAPR_PORT}/v1.0/healthz/outbound`,
    stops: 'after',
  };
}

export function planFrontend({ ports, dataDir }: PlanInput): ProcessPlan {
  return {
    name: 'frontend',
    args: [join(root, 'services/frontend/server/main.ts')],
    env: {
      FRONTEND_PORT: String(ports.FRONTEND_PORT),
      BACKEND_URL: `http://127.0.0.1:${ports.BACKEND_PORT}`,
      WEBSOCKET_URL: `http://127.0.0.1:${ports.WEBSOCKET_PORT}`,
      // Of their own, so that a system under test does not share them with a started one.
      PAGE_DIR: join(dataDir, 'page'),
      VITE_CACHE_DIR: join(dataDir, 'vite'),
    },
    upUrl: `http://127.0.0.1:${ports.FRONTEND_PORT}/`,
    stops: 'before',
  };
}
