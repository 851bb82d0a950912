import { z } from 'zod';
import { loadConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { migrate } from './migrations.ts';

const logger = createLogger('migrate', 'info');
try {
  const config = loadConfig(
    z.object({
      /** The role in this URL owns the schema and may create roles. */
      MIGRATION_DATABASE_URL: z.url(),
      /** The role in this URL is the one that the services use. */
      DATABASE_URL: z.url(),
    }),
    process.env,
  );
  const done = await migrate(config.MIGRATION_DATABASE_URL, config.DATABASE_URL);
  logger.info({ migrations: done }, done.length ? 'The schema was brought up to date.' : 'The schema is current.');
} catch (error) {
  logger.fatal(
    error instanceof Error ? { reason: error.message } : { error },
    'The migration failed; nothing was changed.',
  );
  process.exitCode = 1;
}
