import { readFileSync } from 'node:fs';

/** Returns the resident memory of a process. It reads /proc, so it works on Linux only. */
export function residentBytes(pid: number): number {
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  if (!kibibytes) throw new Error(`The memory of process ${pid} cannot be read.`);
  return Number(kibibytes) * 1024;
}
