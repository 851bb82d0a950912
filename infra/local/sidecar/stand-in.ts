import { join } from 'node:path';
import { appIds } from '../../../shared/events/topics.ts';
import type { Logger } from '../../../shared/logger.ts';
import { emailBinding } from '../../stack/dapr/components.ts';
import { serveApi } from './api.ts';
import { type AppChannel, createAppChannel } from './app/app.channel.ts';
import { watchApp } from './app/app.watch.ts';
import { invokeRoutes } from './app/invoke.routes.ts';
import { bindingRoutes } from './components/binding.routes.ts';
import { type Component, inScope, loadResources, readDocuments } from './components/components.ts';
import { createMailbox } from './components/mailbox.binding.ts';
import { secretRoutes } from './components/secret.routes.ts';
import { openSecretStore } from './components/secret.store.ts';
import { createSmtpBinding } from './components/smtp.binding.ts';
import { stateRoutes } from './components/state.routes.ts';
import { StateStore } from './components/state.store.ts';
import { openStateDatabase } from './database.ts';
import { healthRoutes } from './health.routes.ts';
import { Broker } from './pubsub/broker.ts';
import { createDeadLetterStore } from './pubsub/dead-letter.store.ts';
import { publishRoutes } from './pubsub/publish.routes.ts';
import { readResiliency } from './resiliency.ts';

export interface StandInApp {
  appId: string;
  /** The port of the app, which may come up later. */
  appPort: number;
  /** The port on which the app's sidecar listens. */
  httpPort: number;
  /** Every request of the app must carry this token (DAPR_API_TOKEN). Default: no token is required. */
  apiToken?: string | undefined;
  /** Requests to the app carry this token (APP_API_TOKEN). */
  appApiToken?: string | undefined;
}

export interface StandInOptions {
  apps: StandInApp[];
  /** The folder of the Dapr components. */
  componentsFolder: string;
  /** The folder with a file `<app>.yaml` for the Configuration of each app. */
  configFolder: string;
  /** The path of the secrets file. Default: the path in the component file. */
  secretsFile?: string | undefined;
  /** The folder in which e-mails of the notification service are kept, where no SMTP binding is configured. */
  mailFolder?: string | undefined;
  logger: Logger;
  /** A publish fails after waiting for its subscribers for this many milliseconds. Default: 5000. */
  holdMs?: number;
}

export interface SidecarStandIn {
  stop(): Promise<void>;
}

/**
 * Starts one process that replaces every app's daprd on a machine without Dapr and Kafka. It serves those parts of Dapr's HTTP API
 * (https://docs.dapr.io/reference/api/) that the services use, and delivers events in memory.
 */
export async function startSidecarStandIn(options: StandInOptions): Promise<SidecarStandIn> {
  const { apps, logger } = options;
  const { components, others } = loadResources(options.componentsFolder);
  const ofType = (prefix: string) => components.filter(({ type }) => type.startsWith(prefix));
  const forApp = <Value>(kind: Component[], appId: string, create: (component: Component) => Value) =>
    new Map(inScopeOf(kind, appId).map((component) => [component.name, create(component)]));

  const secretComponents = ofType('secretstores.').map((component) => withFile(component, options.secretsFile));
  const configurationOf = (appId: string) => readDocuments(join(options.configFolder, `${appId}.yaml`));
  const [componentSecrets] = secretComponents.map((component) => openSecretStore(component, []));
  const settingOf = (component: Component) => (name: string) => {
    const ref = component.secretRef(name);
    return ref ? componentSecrets?.resolve(ref) : component.value(name);
  };

  const outputBindings = (appId: string) => {
    const { mailFolder } = options;
    const bindings = forApp(ofType('bindings.smtp'), appId, (component) =>
      createSmtpBinding(component, settingOf(component)),
    );
    if (mailFolder && appId === appIds.notification && !bindings.has(emailBinding)) {
      bindings.set(emailBinding, createMailbox(mailFolder));
    }
    return bindings;
  };

  const [stateStore] = ofType('state.');
  if (!stateStore) throw new Error(`${options.componentsFolder} holds no state store`);
  const database = openStateDatabase(() => settingOf(stateStore)('connectionString') ?? '');
  const resiliency = readResiliency(others);
  const broker = new Broker({
    pubsubs: ofType('pubsub.'),
    appIds: apps.map(({ appId }) => appId),
    resiliency,
    deadLetters: createDeadLetterStore(database),
    logger,
    holdMs: options.holdMs ?? 5_000,
  });

  const channels = new Map<string, AppChannel>(
    apps.map(({ appId, appPort, appApiToken }) => [appId, createAppChannel(appPort, appApiToken)]),
  );
  const watched = [...channels].map(([appId, channel]) =>
    watchApp({ appId, channel, crons: inScopeOf(ofType('bindings.cron'), appId), broker, logger }),
  );

  const listening = await Promise.allSettled(
    apps.map(({ appId, httpPort, apiToken }) =>
      serveApi({
        appId,
        port: httpPort,
        apiToken,
        logger,
        routers: [
          healthRoutes(appId),
          publishRoutes(appId, ofType('pubsub.'), broker),
          invokeRoutes(appId, channels, resiliency),
          stateRoutes(forApp(ofType('state.'), appId, () => new StateStore(database, appId))),
          secretRoutes(
            forApp(secretComponents, appId, (component) => openSecretStore(component, configurationOf(appId))),
          ),
          bindingRoutes(outputBindings(appId)),
        ],
      }),
    ),
  );
  const servers = listening.filter((result) => result.status === 'fulfilled').map(({ value }) => value);
  const failed = listening.find((result) => result.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  logger.info({ apps: apps.map(({ appId, httpPort }) => `${appId}:${httpPort}`) }, 'The local sidecar is ready.');

  async function stop(): Promise<void> {
    await Promise.all(servers.map((server) => server.close()));
    for (const app of watched) app.stop();
    broker.stop();
    for (const channel of channels.values()) channel.close();
    await database.close();
  }

  return { stop };
}

function inScopeOf(components: Component[], appId: string): Component[] {
  return components.filter((component) => inScope(component, appId));
}

function withFile(component: Component, secretsFile: string | undefined): Component {
  return { ...component, value: (name) => (name === 'secretsFile' && secretsFile) || component.value(name) };
}
