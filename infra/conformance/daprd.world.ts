import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../local/free-port.ts';
import { dapr } from './render.ts';
import { type AppId, appIds, type Ground, type SidecarKind, type Sidecars } from './world.ts';

/** A real daprd for each app, in self-hosted mode, without placement and scheduler: we use neither actors nor jobs. */
export function realDaprd(options: { brokers: string; path: string; logFolder: string }): SidecarKind {
  const { brokers, path, logFolder } = options;
  return { name: 'daprd with Kafka', brokers, maxRetries: 5, start: (ground) => startDaprd(ground, path, logFolder) };
}

async function startDaprd(ground: Ground, path: string, logFolder: string): Promise<Sidecars> {
  const running = new Map<AppId, ChildProcess>();
  const end = async (appId: AppId) => {
    const daprd = running.get(appId);
    if (!daprd || daprd.exitCode !== null || daprd.signalCode !== null) return;
    const exited = once(daprd, 'exit');
    daprd.kill('SIGKILL');
    await exited;
  };
  for (const appId of appIds) running.set(appId, await launch(appId, ground, path, logFolder));
  return {
    async replace(appId) {
      await end(appId);
      running.set(appId, await launch(appId, ground, path, logFolder));
    },
    async stop() {
      await Promise.all(appIds.map(end));
    },
  };
}

async function launch(appId: AppId, ground: Ground, path: string, logFolder: string): Promise<ChildProcess> {
  const { appPort, httpPort } = ground.ports[appId];
  const flags = {
    'app-id': appId,
    'app-port': appPort,
    'app-channel-address': '127.0.0.1',
    'app-health-check-path': '/healthz',
    'app-health-probe-interval': 1,
    // Not fewer: when an app that counted as down comes back while a delivery is still being retried, daprd 1.18 often
    // never subscribes its topic again. A restart must not be noticed at all.
    'app-health-threshold': 3,
    'dapr-http-port': httpPort,
    'dapr-grpc-port': await freePort(),
    'dapr-internal-grpc-port': await freePort(),
    'dapr-listen-addresses': '127.0.0.1',
    'resources-path': ground.componentsFolder,
    config: join(dapr, 'config.yaml'),
    'placement-host-address': '',
    'scheduler-host-address': '',
    'log-level': 'info',
  };
  const daprd = spawn(
    'daprd',
    [
      '--enable-app-health-check',
      '--enable-metrics=false',
      ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
    ],
    {
      env: {
        PATH: path,
        HOME: ground.folder,
        DAPR_API_TOKEN: ground.apiToken,
        APP_API_TOKEN: ground.appApiToken,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const log = createWriteStream(join(logFolder, `${appId}.log`), { flags: 'a' });
  daprd.stdout.pipe(log, { end: false });
  daprd.stderr.pipe(log, { end: false });
  await once(daprd, 'spawn');
  return daprd;
}
