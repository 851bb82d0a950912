import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { pino } from 'pino';
import { freshVapidKey } from '../../../infra/stack/secrets/fresh-secrets.ts';
import { createNotification } from '../../../services/notification/app.ts';
import { vapidKeys } from '../../../services/notification/push/vapid.ts';
import { type Orm, openOrm } from '../../../shared/database/orm.ts';
import { User } from '../../../shared/entities/index.ts';
import { createMetrics } from '../../../shared/http/metrics.ts';
import { listen } from '../../../shared/http/server/server.ts';
import { type ApiResponse, request } from '../api-client.ts';
import { createDatabase } from '../database.ts';
import { useStarted } from '../use-started.ts';
import { deliverBulk } from './deliver.ts';
import { MemorySidecar } from './memory-sidecar.ts';

export const appApiToken = 'the-app-api-token-of-tests';

export interface TestNotification {
  url: string;
  orm: Orm;
  sidecar: MemorySidecar;
  /** The clock of the service, which moves only when a test moves it. */
  clock: { now: Date };
  /** The messages it logged. */
  logLines: string[];
  addUser(differences?: { email?: string | null; timeZone?: string; locale?: string }): Promise<string>;
  /** Asks as the sidecar does for the backend. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiResponse>;
  deliver(...events: unknown[]): Promise<string[]>;
  /** Sends what is to be pushed now, and resolves when every response was recorded. */
  push(): Promise<void>;
  /** The public VAPID key. */
  pushKey: string | undefined;
  addTask(ownerId: string, differences?: { id?: string; completedAt?: Date }): Promise<string>;
  /** Makes the log unusable, and usable again. */
  withoutLog(during: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

export interface NotificationOptions {
  emailBinding?: string;
  /** The origins of push services. Without any, push is not set up. */
  pushServices?: string[];
}

/** The real application on a database and a port of its own. */
export async function startNotification(options: NotificationOptions = {}): Promise<TestNotification> {
  const database = await createDatabase();
  const logLines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => logLines.push(JSON.parse(line).msg) });
  const orm = await openOrm(database.url, logger);
  const sidecar = new MemorySidecar();
  const clock = { now: new Date('2026-01-31T07:00:00.000Z') };
  const vapidPrivateKey = freshVapidKey();
  const { pushServices: services } = options;
  const { app, deliveries } = createNotification({
    orm,
    sidecar,
    logger,
    appApiToken,
    clock: () => clock.now,
    metrics: createMetrics('notification'),
    months: 12,
    emailBinding: options.emailBinding,
    push: services && { vapidPrivateKey, contact: 'mailto:admin@example.com', services, wake: () => undefined },
  });
  const server = await listen(app.callback(), 0, '127.0.0.1');
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    orm,
    sidecar,
    clock,
    logLines,
    async addUser({
      email = `${randomBytes(8).toString('hex')}@example.com`,
      timeZone = 'UTC',
      locale = 'en-GB',
    } = {}) {
      const id = randomUUID();
      await orm.em.fork().insert(User, { id, email, timeZone, locale, sessionVersion: 1, createdAt: clock.now });
      return id;
    },
    ask: (method, path, body, headers = {}) =>
      request(`${url}/${path}`, method, body, { 'dapr-api-token': appApiToken, ...headers }),
    deliver: (...events) => deliverBulk(url, appApiToken, 'reminders', events),
    async push() {
      await deliveries?.run();
      await deliveries?.settled();
    },
    pushKey: services && vapidKeys(vapidPrivateKey).publicKey,
    async addTask(ownerId, { id = randomUUID(), completedAt } = {}) {
      await orm.em.execute(
        `insert into task (id, owner_id, title, description, priority, tags, version, completed_at, created_at, updated_at)
         values (?, ?, 'Pay rent', '', 'medium', '{}', 1, ?, ?, ?)`,
        [id, ownerId, completedAt ?? null, clock.now, clock.now],
      );
      return id;
    },
    async withoutLog(during) {
      await asOwner(database.ownerUrl, 'alter table notification rename to elsewhere');
      await during();
      await asOwner(database.ownerUrl, 'alter table elsewhere rename to notification');
    },
    async stop() {
      server.server.closeAllConnections();
      await server.close();
      await orm.close();
    },
  };
}

/** A notification service for the tests of the suite that calls this. */
export function useNotification(options: NotificationOptions | (() => NotificationOptions) = {}): TestNotification {
  return useStarted(() => startNotification(typeof options === 'function' ? options() : options));
}

async function asOwner(url: string, statement: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
}
