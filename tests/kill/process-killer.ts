import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Supervised } from '../../infra/local/processes/supervisor.ts';
import { eventually } from '../support/eventually.ts';
import type { Acknowledged } from './task.client.ts';

const victims = ['backend', 'notification', 'recurring', 'websocket', 'sidecar', 'postgres'];
/** In which relay, sidecar and consumers handle a write. */
const aftermathMs = 40;
/** Between two kills: long enough for work to get under way, short enough to meet recoveries. */
const pauseMs = { least: 200, most: 1800 };

export interface ProcessKiller {
  /** Kills by process. */
  killed: Record<string, number>;
  finished: Promise<void>;
}

/**
 * Sends SIGKILL to a random process at random moments, most of them just after a write was acknowledged, when what follows
 * from it is under way. Each process is back up before it is killed again.
 */
export function killAtRandom(
  processes: ReadonlyMap<string, Supervised>,
  kills: number,
  writes: Acknowledged,
  onKill: (count: number, victim: string) => void,
): ProcessKiller {
  const killed: Record<string, number> = Object.fromEntries(victims.map((name) => [name, 0]));
  const work = async () => {
    // Each as often as the others, in random order.
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
