import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../infra/local/free-port.ts';
import { startPostgres } from '../../infra/local/postgres/postgres.ts';
import type { RunningPostgres } from '../../infra/local/postgres/postgres.types.ts';
import { clusterUrlVariable } from './database.ts';

let postgres: RunningPostgres | undefined;
let dataDir: string | undefined;

/** One PostgreSQL for the whole run, on a port and in a folder of its own; each test file makes its database in it. */
export async function mochaGlobalSetup(): Promise<void> {
  dataDir = await mkdtemp(join(tmpdir(), 'todo-test-'));
  postgres = await startPostgres({
    dataDir: join(dataDir, 'postgres'),
    port: await freePort(),
    superuserPassword: 'for-tests-only',
    throwAway: true,
  });
  process.env[clusterUrlVariable] = postgres.url;
}

export async function mochaGlobalTeardown(): Promise<void> {
  await postgres?.stop();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
}
