import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { postgresPrivacySettings } from '../../stack/data/postgres.privacy.ts';
import { guard as guardProcess } from '../processes/guard.ts';
import { explainFileError } from '../start-error.ts';
import { dataDirInUse, explainPostgresFailure, lockOf } from './postgres.failure.ts';
import { type PostgresFiles, preparePostgresFiles } from './postgres.files.ts';
import { createCluster, postgresEnvironment } from './postgres.init.ts';
import type { Exit, PostgresOptions, RunningPostgres } from './postgres.types.ts';

const startMs = 120_000;
const shutdownMs = 20_000;
const busyMs = { running: 2_000, stopping: 20_000 };

/** Starts PostgreSQL on 127.0.0.1 and resolves when it accepts connections. Rejects with a StartError that says what to do. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  try {
    const files = await preparePostgresFiles(options);
    if (!existsSync(join(files.dataDir, 'PG_VERSION'))) {
      options.onProgress?.('Creating the database (first run only)');
      await createCluster(files, options);
    }
    return await startServer(files, options);
  } catch (error) {
    throw explainFileError(error, options.dataDir) ?? error;
  }
}

async function startServer(files: PostgresFiles, options: PostgresOptions): Promise<RunningPostgres> {
  const { dataDir } = files;
  for (const began = Date.now(); ; await pause(50)) {
    const attempt = await launch(files, options);
    if (!('output' in attempt)) return attempt;
    const waited = Date.now() - began;
    const busy = attempt.output.includes('"postmaster.pid" already exists');
    // The previous server was killed, and its other processes are about to end.
    const orphans = attempt.output.includes('pre-existing shared memory block');
    const lock = busy ? lockOf(dataDir) : undefined;
    if (lock && waited > (lock.stopping ? busyMs.stopping : busyMs.running)) throw dataDirInUse(dataDir, lock.pid);
    if (busy && !lock) await rm(join(dataDir, 'postmaster.pid'), { force: true }); // the file names a process that is not PostgreSQL
    if (!busy && !(orphans && waited < busyMs.stopping)) {
      throw explainPostgresFailure(attempt.output, dataDir, options.port);
    }
  }
}

function serverFlags({ dataDir, port, flags, throwAway }: PostgresOptions): string[] {
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'timezone=UTC'];
  settings.push(
    'log_timezone=UTC',
    'logging_collector=off',
    'log_destination=stderr',
    'lc_messages=C',
    ...postgresPrivacySettings,
  );
  // Commits still reach the operating system, so they survive a killed server. Tests rely on that.
  if (throwAway) settings.push('fsync=off', 'full_page_writes=off');
  return ['-D', dataDir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting]), ...(flags ?? [])];
}

/** Makes one attempt. Resolves with the running server, or with the output of a server that failed to start. */
function launch(files: PostgresFiles, options: PostgresOptions): Promise<RunningPostgres | { output: string }> {
  return new Promise((resolve, reject) => {
    const { dataDir } = files;
    const server = spawn(join(files.binaries, 'postgres'), serverFlags({ ...options, dataDir }), {
      ...files.user,
      cwd: '/',
      detached: true, // Ctrl-C must not reach the server, which is stopped after its clients
      env: postgresEnvironment,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server.once('error', reject);
    if (server.pid === undefined) return;
    const guard = guardProcess(server.pid, dataDir, ['INT', 'QUIT']); // fast shutdown, then immediate shutdown
    const tooLate = setTimeout(() => server.kill('SIGKILL'), startMs);

    const output: string[] = [];
    createInterface({ input: server.stderr }).on('line', (line) => {
      options.onLog?.(line);
      if (output.length < 200) output.push(line);
      if (!line.includes('database system is ready to accept connections')) return;
      clearTimeout(tooLate);
      resolve({ url: urlOf(options), port: options.port, pid: server.pid as number, dataDir, exited, kill, stop });
    });

    const kill = (signal: NodeJS.Signals) => void server.kill(signal);
    const exited = new Promise<Exit>((settle) => {
      server.once('exit', async (code, signal) => {
        clearTimeout(tooLate);
        await guard.release();
        settle({ code, signal });
      });
    });
    // This waits for "exit", not "close": after a SIGKILL the server's other processes keep its standard error open for a moment.
    exited.then(async () => {
      await Promise.race([
        new Promise((read) => server.stderr.once('close', read)),
        pause(1_000, undefined, { ref: false }),
      ]);
      resolve({ output: output.join('\n') });
    }, reject);
    const stop = async () => {
      for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
        kill(signal);
        const late = new AbortController();
        const gone = await Promise.race([
          exited,
          pause(shutdownMs, undefined, { signal: late.signal }).catch(() => undefined),
        ]);
        late.abort();
        if (gone) return;
      }
    };
  });
}

function urlOf({ port, superuserPassword }: PostgresOptions): string {
  return `postgresql://postgres:${encodeURIComponent(superuserPassword)}@127.0.0.1:${port}/postgres`;
}
