import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../infra/local/resources/free-port.ts';

/** The user `nobody`: PgBouncer does not run as root. */
const nobody = 65_534;

/** Returns why PgBouncer cannot be used. It keeps prepared statements in transaction mode since 1.21. */
export function missingPgBouncer(): string | undefined {
  try {
    const [, major, minor] = /PgBouncer (\d+)\.(\d+)/.exec(
      execFileSync('pgbouncer', ['--version'], { encoding: 'utf8' }),
    )!;
    if (Number(major) > 1 || Number(minor) >= 21) return undefined;
    return `PgBouncer ${major}.${minor} on PATH is older than 1.21`;
  } catch {
    return 'pgbouncer is not on PATH';
  }
}

/**
 * Starts PgBouncer in transaction mode, with fewer connections to PostgreSQL than its clients have, so that they share them.
 * @returns its port, and a function that stops it
 */
export async function startPgBouncer(
  postgresPort: number,
  user: string,
): Promise<{ port: number; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'todo-pooler-'));
  const port = await freePort();
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    auth_type: 'plain',
    auth_file: join(folder, 'users.txt'),
    pool_mode: 'transaction',
    default_pool_size: 4,
    max_client_conn: 1000,
    max_prepared_statements: 200,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(
    file,
    ['[databases]', `* = host=127.0.0.1 port=${postgresPort}`, '[pgbouncer]', ...lines, ''].join('\n'),
  );
  await writeFile(settings.auth_file, `"${user}" "${user}"\n`);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    await chmod(folder, 0o700);
    for (const path of [folder, file, settings.auth_file]) await chown(path, nobody, nobody);
  }
  const server = spawn('pgbouncer', [file], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot && { uid: nobody, gid: nobody }),
  });
  const exited = once(server, 'exit');
  const output: string[] = [];
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: server.stderr }).on('line', (line) => {
      output.push(line);
      if (line.includes('process up')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PgBouncer ended:\n${output.join('\n')}`)));
  });
  return {
    port,
    async stop() {
      server.kill('SIGINT');
      setTimeout(() => server.kill('SIGKILL'), 5_000).unref();
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
