import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../infra/local/free-port.ts';
import { startPostgres } from '../../infra/local/postgres/postgres.ts';
import type { RunningPostgres } from '../../infra/local/postgres/postgres.types.ts';
import { clusterUrlVariable, createTemplate } from './database.ts';

let postgres: RunningPostgres | undefined;
let dataDir: string | undefined;

/**
 * Starts one PostgreSQL for the whole run, on a port and in a folder of its own; each test file makes its database in it.
 * Mocha calls this once, before it starts its workers, which inherit the environment.
 */
export async function mochaGlobalSetup(): Promise<void> {
  dataDir = await mkdtemp(join(tmpdir(), 'todo-test-'));
  postgres = await startPostgres({
    dataDir: join(dataDir, 'postgres'),
    port: await freePort(),
    superuserPassword: 'for-tests-only',
    throwAway: true,
  });
  process.env[clusterUrlVariable] = postgres.url;
  await createTemplate();
}

export async function mochaGlobalTeardown(): Promise<void> {
  await postgres?.stop();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
}
