import { systemClock } from '../../shared/clock.ts';
import { loadConfig } from '../../shared/config.ts';
import { connectSidecar } from '../../shared/dapr/sidecar.connect.ts';
import { openOrm, poolOf } from '../../shared/database/orm.ts';
import { keepPartitions } from '../../shared/database/partition.keeper.ts';
import { appIds, components } from '../../shared/events/topics.ts';
import { createMetrics } from '../../shared/http/metrics.ts';
import { listen, runService } from '../../shared/http/server/server.ts';
import { createLogger } from '../../shared/logger.ts';
import { DueTimer } from '../../shared/schedule/due.timer.ts';
import { startTracing } from '../../shared/tracing.ts';
import { openIdIssuer } from './accounts/oidc/issuer.ts';
import { createBackend } from './app.ts';
import { config, environmentSecrets, secretSettings, sidecarConfig } from './config.ts';
import { eventPublisher } from './outbox/event.publisher.ts';
import { type OutboxRelay, startOutboxRelay } from './outbox/outbox.relay.ts';
import { enterPhase } from './phase/phase.service.ts';
import { createUnitOfWork, type OnCommit } from './platform/unit-of-work.ts';
import { startWordSweep } from './tasks/search/word.sweep.ts';

const logger = createLogger(appIds.backend, config.LOG_LEVEL);

await runService(logger, async () => {
  const stopTracing = await startTracing(appIds.backend, config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const metrics = createMetrics(appIds.backend);
  const events = config.PHASE5_ENABLED ? await reachSidecar() : undefined;
  const secrets = events?.secrets ?? environmentSecrets();
  const orm = await openOrm(secrets.DATABASE_URL, logger, {
    size: config.DATABASE_POOL_SIZE,
    waitSeconds: config.DATABASE_WAIT_SECONDS,
    readUrl: async () => ((await events?.readSecrets()) ?? loadConfig(secretSettings, process.env)).DATABASE_URL,
  });
  await createUnitOfWork(orm)
    .transactional((tx) => enterPhase(tx, config.PHASE5_ENABLED, systemClock()))
    .catch(unusable);

  const pool = await poolOf(orm);
  const relay: OutboxRelay | undefined =
    events && startOutboxRelay({ pool, publish: eventPublisher(events.sidecar, metrics), logger, metrics });
  let reminders: DueTimer | undefined;
  const onCommit: OnCommit = ({ topics, nextReminder }) => {
    relay?.wake(topics);
    reminders?.checkAt(nextReminder);
  };
  const stopSweep = startWordSweep({ pool, logger });
  const stopKeeping = keepPartitions({ pool, logger, table: 'activity', months: config.ACTIVITY_MONTHS });
  const stopping = new AbortController();
  const { app, reminderCheck } = await createBackend({
    orm,
    clock: systemClock,
    logger,
    metrics,
    keys: { privateKey: secrets.JWT_PRIVATE_KEY, publicKey: secrets.JWT_PUBLIC_KEY },
    allowedOrigins: config.PUBLIC_ORIGIN,
    limits: config,
    sessionSeconds: config.SESSION_SECONDS,
    idleSeconds: config.SESSION_IDLE_SECONDS,
    trustedProxies: config.TRUSTED_PROXIES,
    proxyToken: config.PROXY_TOKEN,
    responder: await configuredModel(secrets.LLM_API_KEY ?? config.LLM_API_KEY, stopping.signal),
    issuer: configuredIssuer(secrets.OIDC_CLIENT_SECRET ?? config.OIDC_CLIENT_SECRET),
    ...(events
      ? {
          events: { sidecar: events.sidecar, appApiToken: events.appApiToken, onCommit },
          sendsEmail: Boolean(config.EMAIL_BINDING),
        }
      : {}),
  });
  reminders = reminderCheck && new DueTimer({ check: reminderCheck, name: 'reminders', clock: systemClock, logger });
  const server = await listen(app.callback(), config.PORT, config.HOST, {
    limits: config,
    metrics,
    closingSeconds: config.CLOSING_SECONDS,
  });
  logger.info({ port: server.port, phase5: config.PHASE5_ENABLED }, 'The backend is listening.');

  return async () => {
    // A reply of a language model may take longer than there is time.
    stopping.abort();
    await server.close();
    await reminders?.stop();
    await relay?.stop();
    await stopSweep();
    await stopKeeping();
    await orm.close();
    await stopTracing();
  };
});

async function reachSidecar() {
  const settings = sidecarConfig();
  const sidecar = await connectSidecar(settings);
  const readSecrets = async () =>
    loadConfig(secretSettings, await sidecar.getSecret(components.secretStore, appIds.backend));
  return { sidecar, secrets: await readSecrets(), readSecrets, appApiToken: settings.APP_API_TOKEN };
}

/** Returns the language model that responds in the chat instead of the parser, if one is configured. */
async function configuredModel(apiKey: string | undefined, stopping: AbortSignal) {
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model } = config;
  if (!baseUrl || !model) return undefined;
  const { languageModel } = await import('./chat/llm/language-model.ts');
  const totalMs = config.LLM_REPLY_SECONDS * 1000;
  const idleMs = config.LLM_SILENCE_SECONDS * 1000;
  return languageModel({ baseUrl, model, apiKey, totalMs, idleMs }, { logger, stopping });
}

/** Returns the OpenID provider with which people may also sign in, if one is configured. */
function configuredIssuer(clientSecret: string | undefined) {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = config;
  if (!issuer || !clientId) return undefined;
  const name = config.OIDC_NAME ?? new URL(issuer).host;
  return openIdIssuer({ issuer, clientId, clientSecret, name }, { clock: systemClock, logger });
}

function unusable(error: Error & { code?: string }): never {
  throw new Error(
    `The database cannot be used (${error.message || error.code}). Check DATABASE_URL, and that the migrations have run.`,
  );
}
