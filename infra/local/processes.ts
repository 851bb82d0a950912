import { join } from 'node:path';
import { type Ports, root } from './config.ts';
import type { Generated, Secrets } from './secrets.ts';

/** One Node process of the system. */
export interface ProcessPlan {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Answers 2xx when the process is up. */
  readonly upUrl: string;
  /** Answers 2xx when it can do its work, if that is another thing. */
  readonly readyUrl?: string;
}

export interface PlanInput {
  readonly phase5: boolean;
  readonly ports: Ports;
  readonly dataDir: string;
  readonly made: Generated;
  readonly secrets: Secrets;
  readonly secretsFile: string;
}

export const serviceNames = ['backend', 'notification', 'recurring', 'websocket'] as const;
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

/** The services of the phase, each with its environment: what a deployment would set for its container. */
export function planServices(input: PlanInput): ProcessPlan[] {
  const { phase5, ports, made, secrets } = input;
  return serviceNames
    .filter((name) => phase5 || name === 'backend')
    .map((name) => {
      const url = `http://127.0.0.1:${ports[appPort[name]]}`;
      const env: Record<string, string> = { PORT: String(ports[appPort[name]]), HOST: '127.0.0.1' };
      if (name === 'backend' || name === 'websocket') {
        env['PUBLIC_ORIGIN'] = ['localhost', '127.0.0.1']
          .map((host) => `http://${host}:${ports.FRONTEND_PORT}`)
          .join(',');
      }
      if (name === 'backend') env['PHASE5_ENABLED'] = String(phase5);
      if (phase5) {
        env['DAPR_HTTP_PORT'] = String(ports[sidecarPort[name]]);
        env['DAPR_API_TOKEN'] = made.daprApiToken;
        env['APP_API_TOKEN'] = made.appApiToken;
      } else {
        Object.assign(env, secrets.backend); // no sidecar to ask
      }
      const args = [join(root, 'services', name, 'main.ts')];
      return { name, args, env, upUrl: `${url}/healthz`, readyUrl: `${url}/readyz` };
    });
}

/** The stand-in for the four services' sidecars: one process, a port for each of them. */
export function planSidecar({ ports, made, secretsFile }: PlanInput): ProcessPlan {
  const apps = serviceNames.map((name) => ({
    appId: name,
    appPort: ports[appPort[name]],
    httpPort: ports[sidecarPort[name]],
  }));
  return {
    name: 'sidecar',
    args: [join(root, 'infra/local/sidecar/main.ts')],
    env: {
      SIDECAR_APPS: JSON.stringify(apps),
      SIDECAR_SECRETS_FILE: secretsFile,
      DAPR_API_TOKEN: made.daprApiToken,
      APP_API_TOKEN: made.appApiToken,
    },
    upUrl: `http://127.0.0.1:${ports.BACKEND_DAPR_PORT}/v1.0/healthz/outbound`,
  };
}

export function planFrontend({ ports, dataDir }: PlanInput): ProcessPlan {
  return {
    name: 'frontend',
    args: [join(root, 'node_modules/vite/bin/vite.js'), join(root, 'services/frontend'), '--configLoader', 'native'],
    env: {
      FRONTEND_PORT: String(ports.FRONTEND_PORT),
      BACKEND_URL: `http://127.0.0.1:${ports.BACKEND_PORT}`,
      WEBSOCKET_URL: `http://127.0.0.1:${ports.WEBSOCKET_PORT}`,
      // Of its own, so that a system under test does not share it with a started one.
      VITE_CACHE_DIR: join(dataDir, 'vite'),
    },
    upUrl: `http://127.0.0.1:${ports.FRONTEND_PORT}/`,
  };
}
