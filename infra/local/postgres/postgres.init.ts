import { spawn } from 'node:child_process';
import { mkdir, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { explainPostgresFailure } from './postgres.failure.ts';
import { giveTo, type PostgresFiles } from './postgres.files.ts';
import type { PostgresOptions } from './postgres.types.ts';

// The server gets a fixed environment, so the caller's PGDATA, LC_ALL or TZ cannot change its behaviour.
export const postgresEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };

/** Creates the data folder under another name and renames it when it is complete, so an interrupted start leaves no partial data. */
export async function createCluster(files: PostgresFiles, options: PostgresOptions): Promise<void> {
  const { dataDir, user } = files;
  const unfinished = `${dataDir}.unfinished`;
  const passwordFile = `${dataDir}.password`;
  await rm(unfinished, { recursive: true, force: true });
  try {
    await writeFile(passwordFile, options.superuserPassword, { mode: 0o600 });
    await giveTo(user, passwordFile);
    await mkdir(unfinished, { mode: 0o700 });
    await giveTo(user, unfinished);
    await runInitdb(files, unfinished, passwordFile, options);
    await rename(unfinished, dataDir);
  } finally {
    await unlink(passwordFile).catch(() => {});
    await rm(unfinished, { recursive: true, force: true }).catch(() => {});
  }
}

async function runInitdb(files: PostgresFiles, folder: string, passwordFile: string, options: PostgresOptions) {
  const flags = [`--pgdata=${folder}`, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  flags.push('--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=und', '--no-instructions');
  if (options.throwAway) flags.push('--no-sync');
  // ICU sorts text the same way on every machine. LC_CTYPE decides which characters are letters in full-text search and
  // trigrams. The locale "C" knows only ASCII letters, so it is the last choice.
  for (const ctype of process.platform === 'darwin' ? ['en_US.UTF-8', 'C'] : ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const { code, output } = await run(join(files.binaries, 'initdb'), [...flags, `--lc-ctype=${ctype}`], files.user);
    if (code === 0) return;
    if (ctype === 'C' || !output.includes('invalid locale')) {
      throw explainPostgresFailure(output, files.dataDir, options.port);
    }
  }
}

function run(program: string, flags: string[], user: PostgresFiles['user']) {
  return new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawn(program, flags, {
      ...user,
      cwd: '/',
      env: postgresEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
