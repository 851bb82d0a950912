import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../infra/local/postgres/postgres.ts';
import type { RunningPostgres } from '../../infra/local/postgres/postgres.types.ts';
import { freePort } from '../../infra/local/resources/free-port.ts';
import { cacheFolder } from './cache-folder.ts';
import {
  applicationRole,
  clusterUrlVariable,
  createTemplate,
  poolerPortVariable,
  throughPoolerVariable,
} from './database.ts';
import { shareResources } from './shared-resources.ts';

let postgres: RunningPostgres | undefined;
let folder: string | undefined;
let stopResources: (() => Promise<void>) | undefined;
let pooler: { stop(): Promise<void> } | undefined;

/**
 * Starts one PostgreSQL for the whole run, on a port and in a folder of its own; each test file makes its database in it. The
 * browser and its system are started when a test file needs them.
 * Mocha calls this once, before it starts its workers, which inherit the environment. The workers and the services that they
 * start share the code that Node compiled, with the next run too, except where coverage is measured, which that would make
 * less precise.
 */
export async function mochaGlobalSetup(): Promise<void> {
  if (!process.env['NODE_V8_COVERAGE']) process.env['NODE_COMPILE_CACHE'] ??= join(cacheFolder, 'compiled');
  folder = await mkdtemp(join(tmpdir(), 'todo-test-'));
  postgres = await startPostgres({
    dataDir: join(folder, 'postgres'),
    port: await freePort(),
    superuserPassword: 'for-tests-only',
    throwAway: true,
    // It would look at every database of the run again and again.
    flags: ['-c', 'autovacuum=off'],
  });
  process.env[clusterUrlVariable] = postgres.url;
  await createTemplate();
  if (process.env[throughPoolerVariable]) {
    const { startPgBouncer } = await import('../pooler/pgbouncer.ts');
    const started = await startPgBouncer(postgres.port, applicationRole);
    process.env[poolerPortVariable] = String(started.port);
    pooler = started;
  }
  // These modules load Vite and Playwright, which most test files do not need.
  stopResources = await shareResources({
    page: async () => (await import('./frontend/built-page.ts')).buildPage(),
    browser: async () => (await import('../browser/support/shared.ts')).startBrowser(),
    system: async () => (await import('../browser/support/shared.ts')).startSharedSystem(),
  });
}

export async function mochaGlobalTeardown(): Promise<void> {
  await stopResources?.();
  await pooler?.stop();
  await postgres?.stop();
  if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  endWhatIsLeft();
}

/** A server, a connection or a program that a suite has not stopped would keep this process for ever: it fails the run instead. */
function endWhatIsLeft(): void {
  const end = () => {
    const left = process
      .getActiveResourcesInfo()
      .filter((resource) => !['Timeout', 'TTYWrap', 'PipeWrap'].includes(resource));
    process.stderr.write(`The tests have not stopped everything: ${left.join(', ') || 'something'} is left.\n`);
    // Mocha sets the code when the process ends.
    process.once('exit', () => {
      process.exitCode ||= 1;
    });
    process.exit();
  };
  // The timer keeps nothing alive itself, so it ends only a process that something else keeps.
  setTimeout(end, 10_000).unref();
}
