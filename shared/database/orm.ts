import { MikroORM, type Options } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { entities } from '../entities/index.ts';
import type { Logger } from '../logger.ts';
import { connectInTurn } from './connection.turns.ts';
import { renewPassword } from './password.renewal.ts';
import { PooledClient } from './pooled.client.ts';
import { QuotingDriver } from './quoting.driver.ts';

export type Orm = MikroORM;

/** These tables have no entity, because a library, triggers or MikroORM itself maintains them. */
const tablesWithoutEntity = [
  'rate_limit',
  'task_usage',
  'task_count',
  'task_word',
  'task_word_removal',
  'mikro_orm_migrations',
];

interface PoolOptions {
  /** The most connections. */
  size?: number | undefined;
  /** The longest time that a statement waits for one. */
  waitSeconds?: number | undefined;
  /** Reads the URL again, for new connections, when its password has been changed. */
  readUrl?: (() => Promise<string>) | undefined;
}

export function ormOptions(url: string, { size = 10, waitSeconds = 10, readUrl }: PoolOptions = {}): Options {
  return {
    driver: QuotingDriver,
    clientUrl: url,
    entities,
    pool: { min: 0, max: size, idleTimeoutMillis: 30_000 },
    driverOptions: {
      connectionTimeoutMillis: waitSeconds * 1000,
      keepAlive: true,
      Client: PooledClient,
      onPoolCreated(pool: Pool) {
        if (readUrl) renewPassword(pool, readUrl);
        connectInTurn(pool);
      },
    },
    forceUtcTimezone: true,
    schemaGenerator: { skipTables: tablesWithoutEntity, ignoreRoutines: true, ignoreTriggers: true },
    validateRequired: false,
  };
}

/** Connects lazily: a database that is down fails the first statement, and `/readyz`, not the start. */
export function openOrm(url: string, logger: Logger, pool?: PoolOptions): Promise<Orm> {
  return MikroORM.init({
    ...ormOptions(url, pool),
    loggerFactory: () => ({
      log: (_, message) => logger.debug(message),
      warn: (_, message) => logger.warn(message),
      error: (_, message) => logger.error(message),
      logQuery: () => undefined,
      setDebugMode: () => undefined,
      isEnabled: () => false,
    }),
  });
}

/** The connections behind the ORM, for a library or a hot path that speaks to the driver. */
export function poolOf({ em }: { em: Orm['em'] }): Promise<Pool> {
  return em.getConnection().getNativeClient();
}
