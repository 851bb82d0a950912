import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Supervised } from '../../infra/local/processes/supervisor.ts';
import { eventually } from '../support/eventually.ts';
import type { Acknowledged } from './task.client.ts';

const victims = ['backend', 'notification', 'recurring', 'websocket', 'sidecar', 'postgres'];
/** The time in which relay, sidecar and consumers handle a write. */
const aftermathMs = 40;
/** The pause between two kills. It lets work begin, and is short enough to kill processes during a recovery. */
const pauseMs = { least: 200, most: 1800 };

export interface ProcessKiller {
  /** The number of kills of each process. */
  killed: Record<string, number>;
  finished: Promise<void>;
}

/**
 * Sends SIGKILL to random processes at random moments, mostly just after a write was acknowledged, while its events are being
 * processed. A process is killed again only when it is running again.
 */
export function killAtRandom(
  processes: ReadonlyMap<string, Supervised>,
  kills: number,
  writes: Acknowledged,
  onKill: (count: number, victim: string) => void,
): ProcessKiller {
  const killed: Record<string, number> = Object.fromEntries(victims.map((name) => [name, 0]));
  const work = async () => {
    // Each process is killed equally often, in random order.
    const order = Array.from({ length: kills }, (_, index) => victims[index % victims.length]!).sort(
      () => Math.random() - 0.5,
    );
    for (const [index, name] of order.entries()) {
      await delay(pauseMs.least + Math.random() * (pauseMs.most - pauseMs.least));
      await once(writes, 'write', { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
      await delay(Math.random() * aftermathMs);
      const victim = processes.get(name)!;
      await eventually(`${name} is running`, () => victim.kill('SIGKILL'), 60_000);
      killed[name]! += 1;
      onKill(index + 1, name);
    }
  };
  return { killed, finished: work() };
}
