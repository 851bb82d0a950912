import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { median, throughput } from '../bench/measure.ts';
import { cpuSeconds } from '../load/cpu-seconds.ts';
import { type Habit, habits } from '../load/habits.ts';
import { startSimulatedUsers } from '../load/simulated-users.ts';
import { startLoadedSystem } from '../load/system.ts';
import { type Costs, costsFile, type Part, parts, type RequestCost } from './costs.ts';

/** As many as keep both cores busy, because that is where the costs matter. */
const requestsAtOnce = 16;
/** Each kind is measured so many times, in turn; the median counts. */
const rounds = 3;

/**
 * Measures what each kind of request takes of the processor, by sending it alone, and stores that. There must be no other work on the
 * machine, which would make each of them longer and count as the kernel's.
 */
export async function calibrate(secondsEach: number, say: (line: string) => void): Promise<Costs> {
  const { system, people } = await startLoadedSystem();
  const users = await startSimulatedUsers(system, people);
  const used = async (): Promise<Record<string, number>> => {
    const { 'this client': client, ...processes } = await cpuSeconds(system);
    const all = { ...processes, client: client! };
    return { ...all, kernel: busySeconds() - Object.values(all).reduce((sum, seconds) => sum + seconds, 0) };
  };
  const costOf = async (habit: Habit): Promise<Record<Part, number>> => {
    await users.settled();
    const before = await used();
    let count = 0;
    await throughput(() => users.act(habit).then(() => (count += 1)), requestsAtOnce, secondsEach * 1000);
    await users.settled();
    const after = await used();
    return byPart((part) => ((after[part]! - before[part]!) * 1000) / count);
  };
  try {
    for (const habit of habits) await throughput(() => users.act(habit), requestsAtOnce, 1000);
    const measured = habits.map((): Record<Part, number>[] => []);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, habit] of habits.entries()) measured[index]!.push(await costOf(habit));
      say(`Round ${round + 1} of ${rounds} is measured.`);
    }
    const requests = habits.map(({ act, ...habit }, index): RequestCost => {
      const each = (part: Part) => median(measured[index]!.map((ms) => ms[part]));
      return { ...habit, ms: byPart((part) => Math.max(0, Math.round(each(part) * 1000) / 1000)) };
    });
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}`;
    const costs = { measured: `${new Date().toISOString().slice(0, 10)}, ${machine}`, requests };
    await writeFile(costsFile, `${JSON.stringify(costs, null, 2)}\n`);
    return costs;
  } finally {
    users.stop();
    await system.stop();
  }
}

/** The seconds that all cores together were not idle. */
function busySeconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;
}

function byPart(value: (part: Part) => number): Record<Part, number> {
  return Object.fromEntries(parts.map((part) => [part, value(part)])) as Record<Part, number>;
}
