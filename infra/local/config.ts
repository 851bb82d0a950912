import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { flag, loadConfig, port } from '../../shared/config.ts';

/** The root folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const schema = z.object({
  /** Whether to run everything (Phase 5), or only PostgreSQL, backend and page (Phase 4). Default: true. */
  PHASE5_ENABLED: flag.default(true),
  /** The folder of the database, logs and generated secrets, relative to the repository. Default: `.data`. */
  DATA_DIR: z.string().default('.data'),
  FRONTEND_PORT: port.default(3000),
  BACKEND_PORT: port.default(8000),
  NOTIFICATION_PORT: port.default(8002),
  RECURRING_PORT: port.default(8003),
  WEBSOCKET_PORT: port.default(8004),
  POSTGRES_PORT: port.default(15432),
  BACKEND_DAPR_PORT: port.default(3500),
  NOTIFICATION_DAPR_PORT: port.default(3502),
  RECURRING_DAPR_PORT: port.default(3503),
  WEBSOCKET_DAPR_PORT: port.default(3504),
});

export type PortName = Exclude<keyof z.infer<typeof schema>, 'PHASE5_ENABLED' | 'DATA_DIR'>;
export type Ports = Readonly<Record<PortName, number>>;

/** The program that listens on each port, for messages to users. Phase 4 uses only `portsWithoutEvents`. */
export const portUsers: Record<PortName, string> = {
  FRONTEND_PORT: 'page',
  BACKEND_PORT: 'backend',
  NOTIFICATION_PORT: 'notification',
  RECURRING_PORT: 'recurring',
  WEBSOCKET_PORT: 'websocket',
  POSTGRES_PORT: 'PostgreSQL',
  BACKEND_DAPR_PORT: 'sidecar of backend',
  NOTIFICATION_DAPR_PORT: 'sidecar of notification',
  RECURRING_DAPR_PORT: 'sidecar of recurring',
  WEBSOCKET_DAPR_PORT: 'sidecar of websocket',
};

export const portsWithoutEvents: readonly PortName[] = ['FRONTEND_PORT', 'BACKEND_PORT', 'POSTGRES_PORT'];

export interface LocalConfig {
  readonly eventsEnabled: boolean;
  readonly dataDir: string;
  readonly ports: Ports;
}

export function localConfig(env: Record<string, string | undefined>): LocalConfig {
  const { PHASE5_ENABLED, DATA_DIR, ...ports } = loadConfig(schema, env);
  return { eventsEnabled: PHASE5_ENABLED, dataDir: resolve(root, DATA_DIR), ports };
}

/** Variables that are set for each process, so the processes do not inherit them from the user's shell. */
const setByUs =
  /^(PORT|HOST|FORCE_COLOR|NODE_CHANNEL_.*|npm_.*|DAPR_.*|TRUSTED_PROXIES|PROXY_TOKEN|SIDECAR_.*|APP_API_TOKEN|LLM_.*|OIDC_.*|PG[A-Z]+|.*(DATABASE_URL|JWT_(PRIVATE|PUBLIC)_KEY)(_FILE)?)$/;

/** Returns the variables that all processes inherit, such as PATH, proxies and LOG_LEVEL. */
export function inheritedEnvironment(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && !setByUs.test(entry[0])),
  );
}

/** The environment of this process. Nothing else in infra/local reads `process.env`. */
export const environment: Readonly<Record<string, string | undefined>> = process.env;

/** The settings of the language model and the OpenID provider. They contain secrets, so only the backend gets them. */
export const backendSettings: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(environment).filter((entry): entry is [string, string] => /^(LLM|OIDC)_/.test(entry[0]) && !!entry[1]),
);
