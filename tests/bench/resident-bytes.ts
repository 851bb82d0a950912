import { readFileSync } from 'node:fs';

/** Memory of a process that is in RAM. Linux only, as /proc is. */
export function residentBytes(pid: number): number {
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  if (!kibibytes) throw new Error(`The memory of process ${pid} cannot be read.`);
  return Number(kibibytes) * 1024;
}
