import { readdir, readFile } from 'node:fs/promises';
import type { System } from '../../infra/local/system.ts';

/** The clock ticks per second in /proc, which is 100 on all usual Linux systems. */
const ticks = 100;

/** Returns the CPU seconds used so far by this client and by each process with its children. It works on Linux only. */
export async function cpuSeconds(system: System): Promise<Record<string, number>> {
  const used: Record<string, number> = {
    'this client': process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
  };
  const roots = new Map([...system.processes].flatMap(([name, { pid }]) => (pid ? [[pid, name] as const] : [])));
  const processes = await readProcesses();
  for (const pid of processes.keys()) {
    for (let at: number | undefined = pid; at; at = processes.get(at)?.parent) {
      const name = roots.get(at);
      if (!name) continue;
      used[name] = (used[name] ?? 0) + processes.get(pid)!.seconds;
      break;
    }
  }
  return used;
}

async function readProcesses(): Promise<Map<number, { parent: number; seconds: number }>> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const processes = new Map<number, { parent: number; seconds: number }>();
  for (const pid of pids) {
    // See proc_pid_stat(5). The name in parentheses may contain any character. A process may have ended by now.
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The last two are the times of children that have ended, such as PostgreSQL's of closed connections.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.length < 15) continue;
    processes.set(Number(pid), {
      parent: Number(fields[1]),
      seconds: [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0) / ticks,
    });
  }
  return processes;
}
