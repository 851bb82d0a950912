import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dapr, renderComponents } from '../../infra/local/daprd/render.ts';
import { freePort } from '../../infra/local/resources/free-port.ts';
import { startSidecarStandIn } from '../../infra/local/sidecar/stand-in.ts';
import { eventPublisher } from '../../services/backend/outbox/event.publisher.ts';
import { startOutboxRelay } from '../../services/backend/outbox/outbox.relay.ts';
import { createRecurring } from '../../services/recurring/app.ts';
import { createWebsocket } from '../../services/websocket/app.ts';
import { SocketHub } from '../../services/websocket/socket.hub.ts';
import { serveSockets } from '../../services/websocket/socket.server.ts';
import { sessionVerifier } from '../../shared/auth/session-token.ts';
import { createSidecar, type Sidecar } from '../../shared/dapr/sidecar.ts';
import { poolOf } from '../../shared/database/orm.ts';
import { appIds, type Topic } from '../../shared/events/topics.ts';
import { createMetrics } from '../../shared/http/metrics.ts';
import { listen } from '../../shared/http/server/server.ts';
import { createLogger } from '../../shared/logger.ts';
import { appApiToken, startBackend, type TestBackend } from '../support/backend/start-backend.ts';
import { createEmptyDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { throwAwayFolder } from '../support/services/local-system.ts';
import { useStarted } from '../support/use-started.ts';

const logger = createLogger('chain', 'silent');

/** Backend, relay, sidecars, recurring and websocket service, as they are started elsewhere, here in one process with one clock. */
export interface Chain {
  backend: TestBackend;
  recurring: { url: string };
  websocket: { url: string };
  appApiToken: string;
  /** Registers a new person and speaks as them. */
  register: TestBackend['register'];
  /** Resolves when everything committed was published and every consumer has answered for it. */
  settled(): Promise<unknown>;
  stop(): Promise<void>;
}

/** The only tests where services meet: everything between them goes over HTTP, as in production. */
export async function startChain(clock: { now: Date }): Promise<Chain> {
  const closing: (() => unknown)[] = [];
  const stop = async () => {
    for (const close of closing.reverse()) await close();
  };
  try {
    const folder = throwAwayFolder();
    closing.push(folder.remove);
    const state = await createEmptyDatabase();
    closing.push(state.drop);
    const ports = { backend: await freePort(), recurring: await freePort(), websocket: await freePort() };
    let wake: (topics: ReadonlySet<Topic>) => void = () => undefined;
    const backend = await startBackend({
      clock,
      sidecar: createSidecar({ port: ports.backend }),
      onCommit: ({ topics }) => wake(topics),
    });
    closing.push(backend.stop);
    const recurring = await listenRecurring(createSidecar({ port: ports.recurring }));
    closing.push(recurring.stop);
    const websocket = await listenWebsocket(createSidecar({ port: ports.websocket }), backend);
    closing.push(websocket.stop);

    const secretsFile = join(folder.path, 'secrets.json');
    const componentsFolder = join(folder.path, 'components');
    // Reminders are checked when a test says so.
    renderComponents(componentsFolder, { secretsFile, schedule: '@every 24h', maxRetries: 3, smtpPort: 1 });
    writeFileSync(secretsFile, JSON.stringify({ statestore: { connectionString: state.ownerUrl } }), { mode: 0o600 });
    const sidecars = await startSidecarStandIn({
      apps: [
        { appId: appIds.backend, appPort: Number(new URL(backend.url).port), httpPort: ports.backend, appApiToken },
        {
          appId: appIds.recurring,
          appPort: Number(new URL(recurring.url).port),
          httpPort: ports.recurring,
          appApiToken,
        },
        {
          appId: appIds.websocket,
          appPort: Number(new URL(websocket.url).port),
          httpPort: ports.websocket,
          appApiToken,
        },
      ],
      componentsFolder,
      configFolder: join(dapr, 'config'),
      secretsFile,
      logger,
    });
    closing.push(sidecars.stop);
    const pool = await poolOf(backend.orm);
    const publish = eventPublisher(createSidecar({ port: ports.backend }), backend.metrics);
    const relay = startOutboxRelay({ pool, publish, logger, metrics: backend.metrics });
    closing.push(relay.stop);
    wake = relay.wake;
    return {
      backend,
      recurring,
      websocket,
      appApiToken,
      register: backend.register,
      stop,
      // A row leaves the outbox only after the sidecar acknowledged it, which it does after every subscriber did. What
      // a consumer has the backend do is committed by then, and may have put new rows there.
      settled: () => eventually('the outbox is empty', async () => (await pool.query(anyEvent)).rowCount === 0),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const anyEvent = 'select 1 from outbox_event limit 1';

interface Listening {
  url: string;
  stop(): Promise<void>;
}

async function listenRecurring(sidecar: Sidecar): Promise<Listening> {
  const app = createRecurring({ sidecar, appApiToken, logger, metrics: createMetrics('recurring') });
  return stoppable(await listen(app.callback(), 0, '127.0.0.1'));
}

async function listenWebsocket(sidecar: Sidecar, { keys, clock }: TestBackend): Promise<Listening> {
  const [hub, metrics] = [new SocketHub(), createMetrics('websocket')];
  const app = createWebsocket({ hub, sidecar, appApiToken, logger, metrics, joinMs: 10 });
  const server = await listen(app.callback(), 0, '127.0.0.1');
  const sockets = serveSockets(server.server, {
    hub,
    sidecar,
    logger,
    metrics,
    clock: () => clock.now,
    allowedOrigins: [],
    verify: await sessionVerifier(keys.publicKey),
    pingIntervalMs: 60_000,
    closeTimeoutMs: 100,
  });
  return stoppable(server, sockets);
}

function stoppable(server: Awaited<ReturnType<typeof listen>>, sockets?: { close(): Promise<void> }): Listening {
  return {
    url: `http://127.0.0.1:${server.port}`,
    async stop() {
      await sockets?.close();
      server.server.closeAllConnections();
      await server.close();
    },
  };
}

/** The chain for the tests of the suite that calls this. */
export function useChain(clock: { now: Date }): Chain {
  return useStarted(() => startChain(clock));
}
