import { type BenchSystem, send } from './bench-system.ts';
import { interleaved, throughput } from './measure.ts';
import type { Result } from './saved-results.ts';

const concurrency = 8;
const roundMs = 2000;
const rounds = 5;

/**
 * Compares list and create with Koa and pg running the least SQL that the same guarantees need. The requests are those of several
 * people in turn, because the changes of one wait for each other. While the sidecar is stopped, nothing happens after a
 * commit, as on the bare server. The last result includes publishing and all consumers on the same cores.
 */
export async function benchApi({ system, bareUrl, users, settled }: BenchSystem): Promise<Result[]> {
  let requests = 0;
  const nextToken = () => users[requests++ % users.length]!.token;
  const run = (method: string, url: string, body?: object) => () =>
    throughput(() => send(method, url, nextToken(), body), concurrency, roundMs);
  const task = { title: 'Buy milk' };
  const api = `${system.urls.backend}/api/tasks`;
  const sidecar = system.processes.get('sidecar');
  for (let index = 0; index < 100 * users.length; index += 1) await send('POST', api, nextToken(), task);
  await settled();

  const list = await interleaved(rounds, run('GET', api), run('GET', `${bareUrl}/tasks`));
  sidecar?.kill('SIGSTOP');
  const create = await interleaved(rounds, run('POST', api, task), run('POST', `${bareUrl}/tasks`, task));
  sidecar?.kill('SIGCONT');
  await settled();
  const all = await interleaved(rounds, run('POST', api, task), run('POST', `${bareUrl}/tasks`, task));
  await settled();

  const unit = 'requests/s';
  return [
    { name: 'GET /api/tasks, against bare Koa + pg', ours: list[0], limit: list[1], unit, aim: { atLeast: 0.9 } },
    { name: 'POST /api/tasks, against bare Koa + pg', ours: create[0], limit: create[1], unit, aim: { atLeast: 0.8 } },
    { name: '… with all its consumers beside it', ours: all[0], limit: all[1], unit },
  ];
}
