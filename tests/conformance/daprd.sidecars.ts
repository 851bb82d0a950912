import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { type Daprd, daprdEnvironment, daprdFlags } from '../../infra/local/daprd/flags.ts';
import { freePort } from '../../infra/local/resources/free-port.ts';
import { type AppId, appIds, type SidecarKind, type SidecarSettings, type Sidecars } from './test-system.ts';

/** Runs a real daprd for each app. */
export function realDaprd(options: { brokers: string; path: string; logFolder: string }): SidecarKind {
  const { brokers, path, logFolder } = options;
  return {
    name: 'daprd with Kafka',
    brokers,
    maxRetries: 5,
    start: (settings) => startDaprd(settings, path, logFolder),
  };
}

async function startDaprd(settings: SidecarSettings, path: string, logFolder: string): Promise<Sidecars> {
  const running = new Map<AppId, ChildProcess>();
  const end = async (appId: AppId) => {
    const daprd = running.get(appId);
    if (!daprd || daprd.exitCode !== null || daprd.signalCode !== null) return;
    const exited = once(daprd, 'exit');
    daprd.kill('SIGKILL');
    await exited;
  };
  // As in a cluster, a new sidecar listens at the address of the old one, so others find it at once.
  const grpcPorts = new Map<AppId, GrpcPorts>();
  for (const appId of appIds) {
    grpcPorts.set(appId, { grpcPort: await freePort(), internalGrpcPort: await freePort() });
  }
  const start = async (appId: AppId) => {
    running.set(appId, await launch(appId, settings, grpcPorts.get(appId)!, path, logFolder));
  };
  for (const appId of appIds) await start(appId);
  return {
    async replace(appId) {
      await end(appId);
      await start(appId);
    },
    async stop() {
      await Promise.all(appIds.map(end));
    },
  };
}

type GrpcPorts = Pick<Daprd, 'grpcPort' | 'internalGrpcPort'>;

async function launch(
  appId: AppId,
  settings: SidecarSettings,
  grpcPorts: GrpcPorts,
  path: string,
  logFolder: string,
): Promise<ChildProcess> {
  const { tokens, folder, componentsFolder, configFolder } = settings;
  const flags = daprdFlags({
    appId,
    componentsFolder,
    configFile: join(configFolder, `${appId}.yaml`),
    ...settings.ports[appId],
    ...grpcPorts,
    // With the default, the suite would wait for a minute until an app counts as down.
    healthProbe: { seconds: 1, threshold: 3 },
  });
  const daprd = spawn('daprd', flags, {
    env: { PATH: path, HOME: folder, ...daprdEnvironment(tokens[appId]) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(join(logFolder, `${appId}.log`), { flags: 'a' });
  daprd.stdout.pipe(log, { end: false });
  daprd.stderr.pipe(log, { end: false });
  await once(daprd, 'spawn');
  return daprd;
}
