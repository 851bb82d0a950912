import { cpus } from 'node:os';
import { cpuSeconds } from './cpu-seconds.ts';
import { findKnee, holds } from './knee.ts';
import { startSimulatedUsers } from './simulated-users.ts';
import { type Step, step } from './step.ts';
import { startLoadedSystem } from './system.ts';

/**
 * Loads the whole system with a mix of usual requests at rising rates, until its responses take too long. Requests are sent when
 * they are due, without waiting for earlier responses, and are timed from then. So a stall of the server shows in the times.
 * Usage: npm run load -- [first rate] [seconds a step]
 */
const [firstRate = 100, seconds = 15] = process.argv.slice(2).map(Number);

const say = (line = '') => process.stdout.write(`${line}\n`);

say('Starting the system, with 200 people of 250 tasks each …');
const { system, people } = await startLoadedSystem();
const users = await startSimulatedUsers(system, people);
try {
  say(
    `Each rate for ${seconds} s; 90 % reads, 10 % writes, ${users.sockets} sockets open. The client shares the ${cpus().length} cores.\n`,
  );
  say('     wanted/s  answered/s   failed    p50 ms   p95 ms   p99 ms   live p95   CPU seconds a second');
  const knee = await findKnee(firstRate, async (rate) => {
    const before = await cpuSeconds(system);
    const result = await step(users, rate, seconds);
    const used = Object.entries(await cpuSeconds(system)).map(
      ([name, total]) => [name, (total - (before[name] ?? 0)) / result.seconds] as const,
    );
    say(`${holds(result) ? '  ok ' : 'LATE '}${row(result)}   ${busiest(used)}`);
    await users.settled();
    return result;
  });
  say(
    knee
      ? `\nThe knee: ${knee.wanted} requests/s, with p50 ${knee.p50.toFixed(0)}, p95 ${knee.p95.toFixed(0)}, p99 ${knee.p99.toFixed(0)} ms.`
      : `\nAlready ${firstRate} requests/s are too many; begin lower: npm run load -- ${Math.ceil(firstRate / 4)}`,
  );
} finally {
  users.stop();
  await system.stop();
}

function row({ wanted, succeeded, failed, seconds, p50, p95, p99, liveP95 }: Step): string {
  const figures = [wanted, succeeded / seconds, failed].map((figure) => figure.toFixed(0).padStart(9));
  const times = [p50, p95, p99, liveP95].map((time) => time.toFixed(time < 100 ? 1 : 0).padStart(8));
  return [...figures, ' ', ...times].join(' ');
}

function busiest(used: (readonly [string, number])[]): string {
  const sorted = used.filter(([, share]) => share >= 0.02).sort(([, a], [, b]) => b - a);
  return sorted.map(([name, share]) => `${name} ${share.toFixed(2)}`).join(', ');
}
