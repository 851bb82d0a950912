import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { TaskSnapshot } from '../../shared/events/task.schema.ts';
import { eventually } from '../support/eventually.ts';
import { taskChangedOf } from '../support/services/sample-events.ts';
import { type BenchSystem, type DaprBenchSystem, send } from './bench-system.ts';
import { startRawDelivery } from './limit/raw-delivery.ts';
import { interleaved, median } from './measure.ts';
import type { Result } from './saved-results.ts';

const samples = 100;
const rounds = 5;

/** Measures the time from the POST of a task to its arrival on a socket. */
export async function benchLatency(bench: BenchSystem): Promise<Result[]> {
  const { system, user, kafka } = bench;
  const headers = { authorization: `Bearer ${user.token}` };
  const socket = new WebSocket(`${system.urls.websocket.replace('http', 'ws')}/ws`, { headers });
  await once(socket, 'open');
  const post = () => roundTrip(socket, `${system.urls.backend}/api/tasks`, user.token);
  try {
    return await (kafka ? againstRawDelivery({ ...bench, kafka }, post) : againstBareRoundTrip(bench, post));
  } finally {
    socket.close();
  }
}

/** Compares the way through backend, outbox, daprd, Kafka, daprd and websocket service with the way from publish to delivery alone. */
async function againstRawDelivery(bench: DaprBenchSystem, post: () => Promise<number>): Promise<Result[]> {
  const { system, user, bareUrl } = bench;
  // The websocket service takes a while to subscribe, and it starts at the newest event.
  await eventually('live updates arrive', () => Promise.race([post(), pause(1_000, false as const)]), 60_000);
  const task = await send('POST', `${system.urls.backend}/api/tasks`, user.token, { title: 'Latency' });
  const raw = await startRawDelivery(bench, taskChangedOf(user.id, task as TaskSnapshot, 'created'));
  const barePost = async () => {
    const start = performance.now();
    await send('POST', `${bareUrl}/tasks`, user.token, { title: 'Latency' });
    return performance.now() - start;
  };
  const ours = () => p50(post);
  try {
    const delivery = await interleaved(rounds, ours, () => p50(raw.deliver));
    const both = await interleaved(rounds, ours, () => p50(async () => (await barePost()) + (await raw.deliver())));
    return [
      {
        name: 'POST to WebSocket (p50), against raw publish to deliver',
        ours: delivery[0],
        limit: delivery[1],
        unit: 'ms',
        aim: { atMost: 1.5 },
      },
      // The commit must come before the delivery and takes longer.
      { name: '… against a bare POST, and then that delivery', ours: both[0], limit: both[1], unit: 'ms' },
    ];
  } finally {
    await raw.stop();
  }
}

/** Compares with a server that does the same and sends to its socket itself. */
async function againstBareRoundTrip({ bareUrl, user }: BenchSystem, post: () => Promise<number>): Promise<Result[]> {
  const bare = new WebSocket(bareUrl.replace('http', 'ws'));
  await once(bare, 'open');
  const [ours, limit] = await interleaved(
    rounds,
    () => p50(post),
    () => p50(() => roundTrip(bare, `${bareUrl}/tasks`, user.token)),
  );
  bare.close();
  const name = 'POST to WebSocket (p50), against a bare round trip';
  return [{ name, ours, limit, unit: 'ms', aim: { atMost: 3 } }];
}

async function p50(sample: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < samples; index += 1) times.push(await sample());
  return median(times);
}

async function roundTrip(socket: WebSocket, url: string, token: string): Promise<number> {
  const title = `Latency ${performance.now()}`;
  const arrived = new Promise<number>((resolve) => {
    const listener = (frame: Buffer) => {
      if (JSON.parse(frame.toString()).data.task?.title !== title) return;
      socket.off('message', listener);
      resolve(performance.now());
    };
    socket.on('message', listener);
  });
  const start = performance.now();
  const [at] = await Promise.all([arrived, send('POST', url, token, { title })]);
  return at - start;
}
