import { type BenchSystem, send } from './bench-system.ts';
import type { Result } from './main.ts';
import { interleaved, throughput } from './measure.ts';

const concurrency = 8;
const roundMs = 2000;
const rounds = 5;

/** List and create, against Koa + pg running the same statements. */
export async function benchApi({ system, bareUrl, user }: BenchSystem): Promise<Result[]> {
  const run = (method: string, url: string, body?: object) => () =>
    throughput(() => send(method, url, user.token, body), concurrency, roundMs);
  const task = { title: 'Buy milk' };
  const api = `${system.urls.backend}/api/tasks`;
  for (let index = 0; index < 100; index += 1) await send('POST', api, user.token, task);
  const list = await interleaved(rounds, run('GET', api), run('GET', `${bareUrl}/tasks`));
  const create = await interleaved(rounds, run('POST', api, task), run('POST', `${bareUrl}/tasks`, task));
  return [
    {
      name: 'GET /api/tasks, against bare Koa + pg',
      ours: list[0],
      limit: list[1],
      unit: 'requests/s',
      aim: { atLeast: 0.7 },
    },
    {
      name: 'POST /api/tasks, against bare Koa + pg',
      ours: create[0],
      limit: create[1],
      unit: 'requests/s',
      aim: { atLeast: 0.6 },
    },
  ];
}
