import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderComponents, renderConfiguration } from '../../infra/local/daprd/render.ts';
import { startPostgres } from '../../infra/local/postgres/postgres.ts';
import { freePort } from '../../infra/local/resources/free-port.ts';
import type { AppTokens } from '../../infra/local/resources/secrets.ts';
import { createSidecar, type Sidecar } from '../../shared/dapr/sidecar.ts';
import { type MailServer, startMailServer } from './mail-server.ts';

export const appIds = ['backend', 'notification', 'recurring', 'websocket'] as const;
export type AppId = (typeof appIds)[number];

export interface Ports {
  appPort: number;
  httpPort: number;
}

/** The settings that every kind of sidecar gets. */
export interface SidecarSettings {
  folder: string;
  componentsFolder: string;
  /** The folder with the Configuration of each app. */
  configFolder: string;
  ports: Record<AppId, Ports>;
  tokens: Record<AppId, AppTokens>;
}

export interface Sidecars {
  /** Replaces the sidecar of an app by a new one without any state of the old one. */
  replace(appId: AppId): Promise<void>;
  stop(): Promise<void>;
}

/** A kind of sidecar that the suite tests. */
export interface SidecarKind {
  name: string;
  brokers?: string;
  /** The retries before an event becomes a dead letter. They must last longer than the detection of an unhealthy app. */
  maxRetries: number;
  /** Starts the sidecars. Their apps come up later. */
  start(settings: SidecarSettings): Promise<Sidecars>;
}

export interface TestSystem extends SidecarSettings {
  sidecars: Sidecars;
  mailServer: MailServer;
  /** A time that is longer than all retries of one delivery take together. */
  allRetriesMs: number;
  secrets: Record<string, Record<string, string>>;
  /** Returns the client with which a service calls its sidecar. */
  sidecarOf(appId: AppId, token?: string): Sidecar;
  stop(): Promise<void>;
}

export async function startConformanceSystem(kind: SidecarKind): Promise<TestSystem> {
  const folder = mkdtempSync(join(tmpdir(), 'todo-conformance-'));
  const closing: (() => Promise<void> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const close of closing.reverse()) await close();
  };
  try {
    const database = await startPostgres({
      dataDir: join(folder, 'postgres'),
      port: await freePort(),
      superuserPassword: randomBytes(16).toString('hex'),
      throwAway: true,
    });
    closing.push(() => database.stop());
    const mailServer = await startMailServer();
    closing.push(() => mailServer.close());

    const secrets = {
      backend: { JWT_PUBLIC_KEY: 'a key', DATABASE_URL: 'an url' },
      statestore: { connectionString: database.url },
    };
    const secretsFile = join(folder, 'secrets.json');
    writeFileSync(secretsFile, JSON.stringify(secrets), { mode: 0o600 });
    const componentsFolder = join(folder, 'components');
    mkdirSync(componentsFolder);
    renderComponents(componentsFolder, {
      ...(kind.brokers !== undefined && { brokers: kind.brokers }),
      secretsFile,
      schedule: '@every 1s',
      maxRetries: kind.maxRetries,
      smtpPort: mailServer.port,
    });

    const configFolder = join(folder, 'config');
    for (const appId of appIds)
      renderConfiguration(join(configFolder, `${appId}.yaml`), appId, join(folder, 'names.db'));

    const entries = await Promise.all(
      appIds.map(async (appId) => [appId, { appPort: await freePort(), httpPort: await freePort() }] as const),
    );
    const settings: SidecarSettings = {
      folder,
      componentsFolder,
      configFolder,
      ports: Object.fromEntries(entries) as Record<AppId, Ports>,
      tokens: Object.fromEntries(
        appIds.map((appId) => [appId, { apiToken: newToken(), appApiToken: newToken() }]),
      ) as Record<AppId, AppTokens>,
    };
    const sidecars = await kind.start(settings);
    closing.push(() => sidecars.stop());
    return {
      ...settings,
      allRetriesMs: allRetriesMs(kind.maxRetries),
      sidecars,
      mailServer,
      secrets,
      sidecarOf: (appId, token = settings.tokens[appId].apiToken) =>
        createSidecar({ port: settings.ports[appId].httpPort, apiToken: token }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function newToken(): string {
  return randomBytes(16).toString('hex');
}

/** Sums the pauses of Dapr's exponential policy: from 0.5 s, each 1.5 times the one before, randomly up to 50 % longer. */
function allRetriesMs(maxRetries: number): number {
  const pauses = Array.from({ length: maxRetries }, (_, n) => 500 * 1.5 ** n);
  return 1.5 * pauses.reduce((sum, pause) => sum + pause, 0) + 500;
}
