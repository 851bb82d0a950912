import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { Console } from 'node:console';
import { join } from 'node:path';
import { environment } from '../../infra/local/config.ts';
import { type System, startSystem } from '../../infra/local/system.ts';
import { loadTasks } from '../bench/list/list.load.ts';
import { residentBytes } from '../bench/resident-bytes.ts';
import { type Client, registerClient } from '../support/api-client.ts';
import { eventually } from '../support/eventually.ts';
import { costlyTasks, sendHostile } from '../support/hostile/hostile-client.ts';
import { type OpenApi, worstRequests } from '../support/hostile/worst.requests.ts';
import { startInNewFolder } from '../support/services/throw-away-system.ts';
import type { BystanderResponse } from './bystander.main.ts';

/** How many tasks the accounts have, how many requests are under way at once, and what must hold meanwhile. */
const sizes = (environment['HOSTILE_SIZES'] ?? '1,1000,100000').split(',').map(Number);
const concurrency = 4;
const mostMs = 250;
const mostMebibytes = 400;

/** A time on the clock of all processes, in milliseconds. */
interface Span {
  at: number;
  ms: number;
  name: string;
}

interface Slowest {
  ms: number;
  status: number;
  bytes: number;
  tasks: number;
  what: string;
}

const env = { AUTH_REQUESTS_PER_MINUTE: '1000000' };
const system = await startInNewFolder((options) =>
  startSystem({ ...options, eventsEnabled: true, throwAway: true, env }),
);
try {
  process.exitCode = (await run(system)) ? 0 : 1;
} finally {
  await system.stop();
}

/** Prints the slowest request of each route, and returns whether nobody else was hurt. */
async function run({ urls, processes }: System): Promise<boolean> {
  const document: OpenApi = await (await fetch(`${urls.backend}/api/openapi.json`)).json();
  // Loading many tasks at once locks the table, so it is done before the bystander comes.
  const people: [number, Client][] = [];
  for (const tasks of sizes) people.push([tasks, await accountOf(urls, tasks)]);
  const bystander = await watchBystander(urls.backend);
  await eventually('the bystander is known without anybody else', () => bystander.responses.length >= 50);
  process.stdout.write(`Alone, the bystander's ${timesOf(bystander.responses.splice(0)).text}\n`);
  const slowest = new Map<string, Slowest>();
  const sent: Span[] = [];
  const failures: string[] = [];
  let most = { memory: 0, at: 0 };
  const pid = () => processes.get('backend')?.pid as number;
  const memoryTimer = setInterval(() => {
    const memory = residentBytes(pid()) / 2 ** 20;
    if (memory > most.memory) most = { memory, at: performance.timeOrigin + performance.now() };
  }, 100);
  for (const [tasks, person] of people) {
    const leaving = await registerClient(urls.backend);
    const { body } = await person.get('/api/tasks?limit=100');
    const requests = worstRequests(
      document,
      body.items.map(({ id }: { id: string }) => id),
    );
    process.stdout.write(`${requests.length} requests of a person with ${tasks.toLocaleString('en')} tasks\n`);
    await Promise.all(
      Array.from({ length: concurrency }, async () => {
        for (let request = requests.shift(); request; request = requests.shift()) {
          const { operationId, what } = request;
          const at = performance.timeOrigin + performance.now();
          const response = await sendHostile(urls.backend, request, person, leaving);
          sent.push({ at, ms: response.ms, name: `${operationId} ${what} (${tasks})` });
          const said = { ...response, tasks, what };
          if (response.status >= 500) failures.push(`${operationId} ${what}: ${response.status}`);
          if (response.ms > (slowest.get(operationId)?.ms ?? 0)) slowest.set(operationId, said);
        }
      }),
    );
  }
  clearInterval(memoryTimer);
  bystander.stop();
  new Console(process.stdout).table(
    [...slowest]
      .toSorted(([, one], [, other]) => other.ms - one.ms)
      .map(([route, { ms, ...rest }]) => ({ route, ms: Math.round(ms), ...rest })),
  );
  const { p99, text } = timesOf(bystander.responses);
  const refused = bystander.responses.filter(({ status }) => status !== 200);
  process.stdout.write(
    `The bystander's ${text}; ${refused.length} were not 200. ` +
      `The backend took up to ${most.memory.toFixed()} MiB. ${failures.length} requests failed the server.\n`,
  );
  for (const failure of failures.slice(0, 20)) process.stdout.write(`  ${failure}\n`);
  for (const { status, said } of refused.slice(0, 20)) process.stdout.write(`  The bystander got ${status}: ${said}\n`);
  const underWay = (from: number, to: number) =>
    sent.filter(({ at, ms }) => at < to && at + ms > from).map(({ name }) => name);
  process.stdout.write(`What was under way when it took most: ${underWay(most.at - 1000, most.at).join('; ')}\n`);
  process.stdout.write('What was under way while the bystander waited longest:\n');
  for (const { at, ms } of bystander.responses.toSorted((one, other) => other.ms - one.ms).slice(0, 10)) {
    process.stdout.write(`  ${ms.toFixed()} ms: ${underWay(at, at + ms).join('; ')}\n`);
  }
  return p99 < mostMs && refused.length === 0 && most.memory < mostMebibytes && failures.length === 0;
}

function timesOf(responses: readonly { ms: number }[]) {
  const times = responses.map(({ ms }) => ms).toSorted((one, other) => one - other);
  const part = (share: number) => times[Math.floor((times.length - 1) * share)] ?? Number.POSITIVE_INFINITY;
  const [p50, p99, most] = [part(0.5), part(0.99), part(1)];
  const text = `${times.length} lists: p50 ${p50.toFixed()} ms, p99 ${p99.toFixed()} ms, at most ${most.toFixed()} ms`;
  return { p99, text };
}

/** Registers a person who has that many tasks, with some that are costly where there is room. */
async function accountOf({ backend, database }: System['urls'], tasks: number): Promise<Client> {
  const person = await registerClient(backend);
  const costly = costlyTasks.slice(0, tasks);
  const { status } = await person.post('/api/tasks/batch', { tasks: costly });
  assert.equal(status, 201);
  if (tasks > costly.length) {
    await loadTasks(database, [{ ownerId: person.userId, count: tasks - costly.length }], () => undefined);
  }
  return person;
}

async function watchBystander(backend: string) {
  const person = await registerClient(backend);
  await person.post('/api/tasks/batch', { tasks: Array.from({ length: 100 }, (_, n) => ({ title: `Task ${n}` })) });
  const child = fork(join(import.meta.dirname, 'bystander.main.ts'), {
    env: { BYSTANDER_URL: `${backend}/api/tasks`, BYSTANDER_TOKEN: person.token },
  });
  const responses: BystanderResponse[] = [];
  child.on('message', (response: BystanderResponse) => responses.push(response));
  return { responses, stop: () => child.kill() };
}
