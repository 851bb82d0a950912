import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainFileError, StartError } from '../start-error.ts';

export type Lock = { pid: number; stopping: boolean };

/** Reads from postmaster.pid which server uses a data folder. Returns undefined if none does. */
export function lockOf(dataDir: string): Lock | undefined {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 && isPostgres(pid) ? { pid, stopping: lines[7]?.trim() === 'stopping' } : undefined;
  } catch {
    return undefined;
  }
}

/** Returns whether the process is a PostgreSQL server. After a crash, its id may belong to another program. */
function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return process.platform !== 'linux';
  }
}

/** Turns the output of a failed PostgreSQL or initdb into one line that says what to do. */
export function explainPostgresFailure(output: string, dataDir: string, port: number): StartError {
  const fileError = [
    ['ENOSPC', 'No space left on device'],
    ['ENOSPC', 'wrote only'], // only a full disk causes a partial write
    ['EDQUOT', 'Disk quota exceeded'],
    ['EROFS', 'Read-only file system'],
    ['EACCES', 'Permission denied'],
  ].find(([, text]) => text && output.includes(text));
  if (fileError) return explainFileError({ code: fileError[0] }, dataDir) as StartError;
  if (output.includes('Address already in use')) {
    return new StartError(
      `Port ${port} (PostgreSQL) is in use by another program. Stop it, or set POSTGRES_PORT to another port.`,
    );
  }
  if (output.includes('database files are incompatible with server')) {
    return new StartError(`${dataDir} was made by another version of PostgreSQL. Set DATA_DIR to another folder.`);
  }
  if (/error while loading shared libraries|Library not loaded/.test(output)) {
    return new StartError(
      'PostgreSQL\'s libraries are incomplete: npm ran no install scripts. Run "npm rebuild --ignore-scripts=false".',
    );
  }
  const said = output.match(/(?:FATAL|PANIC): +(.*)/)?.[1] ?? output.match(/error: +(.*)/)?.[1];
  const reason = said ?? (output.trim().split('\n').at(-1) || 'it gave no reason');
  return new StartError(`PostgreSQL did not start on ${dataDir}: ${reason.trim()}.`);
}

export function dataDirInUse(dataDir: string, pid: number): StartError {
  return new StartError(
    `The data folder ${dataDir} is in use by another instance (PostgreSQL process ${pid}). Stop that one, or set DATA_DIR.`,
  );
}
