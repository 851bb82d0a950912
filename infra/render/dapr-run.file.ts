import { appIds } from '../../shared/events/topics.ts';
import type { AppId } from '../stack/dapr/configuration.ts';
import { ports } from '../stack/ports.ts';
import { yaml } from './yaml.ts';

/** The same ports that `npm start` uses. */
const sidecarPorts: Record<AppId, number> = { backend: 3500, notification: 3502, recurring: 3503, websocket: 3504 };

/** Returns the file for `dapr run -f .`, which starts the four services, each with its own daprd. */
export function daprRunFile(): string {
  const apps = Object.values(appIds).map((appID) => ({
    appID,
    appDirPath: '.',
    appPort: ports[appID],
    daprHTTPPort: sidecarPorts[appID],
    configFilePath: `./infra/dapr/config/${appID}.yaml`,
    command: ['node', `services/${appID}/main.ts`],
    env: {
      HOST: '127.0.0.1',
      PORT: String(ports[appID]),
      ...(appID === 'backend' ? { PHASE5_ENABLED: 'true' } : {}),
      ...(appID === 'backend' || appID === 'websocket' ? { PUBLIC_ORIGIN: 'http://localhost:3000' } : {}),
    },
  }));
  return yaml(
    [
      {
        version: 1,
        common: {
          resourcesPaths: ['./infra/dapr/components'],
          appProtocol: 'http',
          enableAppHealthCheck: true,
          appHealthCheckPath: '/healthz',
          appHealthProbeInterval: 5,
          appHealthProbeTimeout: 3000,
          appHealthThreshold: 12,
        },
        apps,
      },
    ],
    `Rendered by \`npm run render\`. Change infra/render/dapr-run.file.ts, not this file.
It describes the four services with Dapr's own sidecars. \`npm run dapr\` prepares what they need and calls
\`dapr run -f .\`. You have to start Kafka yourself.`,
  );
}
