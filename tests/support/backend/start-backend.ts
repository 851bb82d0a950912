import assert from 'node:assert/strict';
import type Koa from 'koa';
import { freshSessionKeys, type KeyPair } from '../../../infra/stack/secrets/fresh-secrets.ts';
import { type IssuerSettings, openIdIssuer } from '../../../services/backend/accounts/oidc/issuer.ts';
import { createBackend } from '../../../services/backend/app.ts';
import type { ChatResponder } from '../../../services/backend/chat/chat.responder.ts';
import { defaultLimits, type Limits } from '../../../services/backend/limits/limits.ts';
import type { Route } from '../../../services/backend/platform/openapi/route.ts';
import type { OnCommit } from '../../../services/backend/platform/unit-of-work.ts';
import type { ReminderCheck } from '../../../services/backend/reminders/reminder-check.ts';
import type { Invocation, Sidecar } from '../../../shared/dapr/sidecar.ts';
import { type Orm, openOrm } from '../../../shared/database/orm.ts';
import { createMetrics, type Registry } from '../../../shared/http/metrics.ts';
import { listen } from '../../../shared/http/server/server.ts';
import { createLogger } from '../../../shared/logger.ts';
import { defaultPreferences } from '../../../shared/notifications/preferences.schema.ts';
import type { Client } from '../api-client.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { useStarted } from '../use-started.ts';
import { responseCheck } from './response-check.ts';
import { signUp } from './sign-up.ts';

export const appApiToken = 'the-app-api-token-of-tests';
export const pageOrigin = 'http://localhost:3000';

/** Tests ask for more in a minute than people do. */
const generousLimits = {
  AUTH_REQUESTS_PER_MINUTE: 100_000,
  OPEN_REQUESTS_PER_ADDRESS: 100_000,
  WRITES_PER_MINUTE: 1_000_000,
  WRITES_PER_DAY: 1_000_000,
  // On a busy machine a short statement can take many seconds.
  READ_STATEMENT_SECONDS: 60,
};

export interface TestBackend {
  url: string;
  app: Koa;
  /** The routes of the public API. */
  api: readonly Route[];
  orm: Orm;
  database: TestDatabase;
  keys: KeyPair;
  metrics: Registry;
  /** Without events its use fails. */
  reminderCheck: ReminderCheck;
  /** The clock of the backend, which moves only when a test moves it. */
  clock: { now: Date };
  /** Signs a new person up and speaks as them. The limits of sign-in hear nothing of it. */
  register(timeZone?: string, locale?: string): Promise<Client>;
  stop(): Promise<void>;
}

export interface TestBackendOptions {
  eventsEnabled?: boolean;
  /** The sidecar through which the backend reaches the other services. Without one, any use of it fails the request. */
  sidecar?: Sidecar;
  /** Limits that are not those of other tests. */
  limits?: Partial<Limits>;
  /** Connections to the database. Default: 10. */
  poolSize?: number;
  allowedOrigins?: string[];
  trustedProxies?: number;
  /** Long by default, since tests move the clock by months. */
  sessionSeconds?: number;
  idleSeconds?: number;
  /** Shared with another backend, which drops it. */
  database?: TestDatabase;
  keys?: KeyPair;
  clock?: { now: Date };
  onCommit?: OnCommit;
  /** Answers the chat instead of the parser. */
  responder?: ChatResponder;
  /** The notification service sends e-mail. */
  sendsEmail?: boolean;
  /** An issuer with which people may sign in, besides by password. */
  issuer?: IssuerSettings;
}

/** The real application on a database and a port of its own; all that it answers is compared with the OpenAPI document. */
export async function startBackend(options: TestBackendOptions = {}): Promise<TestBackend> {
  const { eventsEnabled = true, clock = { now: new Date() }, keys = freshSessionKeys() } = options;
  const { sessionSeconds = 10 * 365 * 24 * 3600 } = options;
  const database = options.database ?? (await createDatabase());
  const logger = createLogger('backend', process.env['LOG_LEVEL'] ?? 'silent');
  const limits = { ...defaultLimits, ...generousLimits, ...options.limits };
  const orm = await openOrm(database.url, logger, {
    size: options.poolSize,
    waitSeconds: limits.DATABASE_WAIT_SECONDS,
  });
  const metrics = createMetrics('backend');
  const { app, api, openApi, reminderCheck } = await createBackend({
    orm,
    keys,
    logger,
    clock: () => clock.now,
    metrics,
    allowedOrigins: options.allowedOrigins ?? [pageOrigin],
    limits,
    sessionSeconds,
    idleSeconds: options.idleSeconds ?? sessionSeconds,
    trustedProxies: options.trustedProxies ?? 0,
    responder: options.responder,
    issuer: options.issuer && openIdIssuer(options.issuer, { clock: () => clock.now, logger }),
    ...(eventsEnabled
      ? {
          sendsEmail: options.sendsEmail ?? false,
          events: {
            sidecar: options.sidecar ?? unreachableSidecar,
            appApiToken,
            onCommit: options.onCommit ?? (() => undefined),
          },
        }
      : {}),
  });
  const check = responseCheck(
    `events: ${eventsEnabled}, issuer: ${options.issuer !== undefined}, e-mail: ${options.sendsEmail}`,
    openApi,
  );
  app.middleware.unshift(check.middleware);
  const server = await listen(app.callback(), 0, '127.0.0.1');
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    app,
    api,
    orm,
    database,
    keys,
    metrics,
    reminderCheck: reminderCheck!,
    clock,
    register: signUp({ url, orm, privateKey: keys.privateKey, clock: () => clock.now, sessionSeconds }),
    async stop() {
      server.server.closeAllConnections();
      await server.close();
      await orm.close();
      assert.deepEqual(check.violations, [], 'Something was answered otherwise than the OpenAPI document says.');
    },
  };
}

/**
 * A backend for the tests of the suite that calls this, started before and stopped after them.
 * @param options may be a function where they are known only when the tests begin.
 */
export function useBackend(options: TestBackendOptions | (() => TestBackendOptions) = {}): TestBackend {
  return useStarted(() => startBackend(typeof options === 'function' ? options() : options));
}

const unreachableSidecar = new Proxy({} as Sidecar, {
  get: (_, name) => () => Promise.reject(new Error(`This test has no sidecar, and something called ${String(name)}.`)),
});

/** A sidecar by which one reaches a notification service that knows nothing of anybody, which is enough to export. */
export const sidecarWithoutNotifications = {
  invoke: async ({ method, path }: Invocation) => {
    if (method !== 'GET') return '';
    if (path.endsWith('/push/subscriptions')) return { items: [] };
    return path.endsWith('/preferences')
      ? { etag: '"0"', preferences: defaultPreferences }
      : { items: [], nextCursor: null, unread: 0 };
  },
} as unknown as Sidecar;
