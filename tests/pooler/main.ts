import { spawnSync } from 'node:child_process';
import { throughPoolerVariable } from '../support/database.ts';
import { missingPgBouncer } from './pgbouncer.ts';

/** What depends on connections: locks, transactions, prepared statements, and statements that are cancelled. */
const suites = [
  'services/backend/{accounts,activity,lists,outbox,reminders,tasks}/**/*.test.ts',
  'services/backend/platform/**/*.test.ts',
  'services/notification/**/*.test.ts',
  'shared/database/prepared.test.ts',
  'tests/api/bounded-statements.test.ts',
];

const missing = missingPgBouncer();
if (missing) {
  process.stderr.write(`SKIPPED, nothing was tested through a pooler: ${missing}.\n`);
} else {
  const chosen = process.argv.slice(2);
  const { status } = spawnSync('mocha', ['--no-parallel', ...(chosen.length > 0 ? chosen : suites)], {
    stdio: 'inherit',
    env: { ...process.env, [throughPoolerVariable]: 'true' },
  });
  process.exitCode = status ?? 1;
}
