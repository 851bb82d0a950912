import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { errorTextReader } from './error-text.ts';

export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error' | 'fatal';
  readonly message: string;
}

export interface ProcessLog {
  readonly path: string;
  /** Writes the lines of a stream to the file. `plain` is the level of lines that do not state one. */
  read(stream: Readable, plain: LogEntry['level']): void;
  line(text: string, level: LogEntry['level']): void;
  /** Returns the last error, which explains why a process ended. */
  lastError(): string | undefined;
  /** Forgets the last error, because a new process writes from now on. */
  forget(): void;
  close(): void;
}

const rotateBytes = 20_000_000;
const levels = ['warn', 'error', 'fatal'];

/** Writes the output of a process to a file and reports warnings and errors. The previous file is kept as `.old`. */
export function openLog(path: string, onEntry: (entry: LogEntry) => void): ProcessLog {
  mkdirSync(dirname(path), { recursive: true });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > rotateBytes) renameSync(path, `${path}.old`);
  const file = createWriteStream(path, { flags: 'a', mode: 0o600 });
  let broken = false;
  let lastError: string | undefined;
  file.on('error', (error) => {
    if (!broken) onEntry({ level: 'error', message: `${path} cannot be written: ${error.message}` });
    broken = true;
  });
  const line = (text: string, level: LogEntry['level']) => {
    if (!broken) file.write(`${text}\n`);
    const entry = entryOf(text, level);
    if (entry.level === 'info' || entry.message === '') return;
    if (entry.level !== 'warn') lastError = entry.message;
    onEntry(entry);
  };
  return {
    path,
    line,
    read(stream, plain) {
      stream.on('error', () => {});
      const kindOf = plain === 'error' ? errorTextReader() : () => 'message';
      createInterface({ input: stream }).on('line', (text) => {
        const kind = kindOf(text);
        const before = kind === 'continued' ? lastError : undefined;
        line(text, kind === 'detail' ? 'info' : plain);
        if (before && lastError) lastError = `${before} ${lastError}`;
      });
    },
    lastError: () => lastError,
    forget() {
      lastError = undefined;
    },
    close: () => void file.end(),
  };
}

/** Parses a line, which is JSON of pino or plain text. */
function entryOf(line: string, plain: LogEntry['level']): LogEntry {
  if (!line.startsWith('{')) return { level: plain, message: line.trim() };
  try {
    const { level, msg, err, error, reason } = JSON.parse(line) as Record<string, unknown>;
    const name = typeof level === 'number' ? (levels[Math.floor(level / 10) - 4] ?? 'info') : level;
    const why = [reason, messageOf(err), messageOf(error)].find((text) => typeof text === 'string' && text !== msg);
    return {
      level: levels.includes(name as string) ? (name as LogEntry['level']) : 'info',
      message: [msg, why].filter(Boolean).join(' '),
    };
  } catch {
    return { level: plain, message: line };
  }
}

function messageOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : error;
}
