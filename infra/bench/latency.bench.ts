import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type BenchSystem, send } from './bench-system.ts';
import type { Result } from './main.ts';
import { interleaved, median } from './measure.ts';

const samples = 100;
const rounds = 5;

/** From the POST of a task to its arrival on a socket, against a server that does the same and tells its socket itself. */
export async function benchLatency({ system, bareUrl, user }: BenchSystem): Promise<Result[]> {
  const headers = { authorization: `Bearer ${user.token}` };
  const ours = new WebSocket(`${system.urls.websocket.replace('http', 'ws')}/ws`, { headers });
  const bare = new WebSocket(bareUrl.replace('http', 'ws'));
  await Promise.all([once(ours, 'open'), once(bare, 'open')]);
  const [first, second] = await interleaved(
    rounds,
    () => roundTrips(ours, `${system.urls.backend}/api/tasks`, user.token),
    () => roundTrips(bare, `${bareUrl}/tasks`, user.token),
  );
  ours.close();
  bare.close();
  const name = 'POST to WebSocket (p50), against a bare round trip';
  return [{ name, ours: first, limit: second, unit: 'ms', aim: { atMost: 3 } }];
}

async function roundTrips(socket: WebSocket, url: string, token: string): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < samples; index += 1) {
    const title = `Latency ${performance.now()}`;
    const arrived = new Promise<void>((resolve) => {
      const listener = (frame: Buffer) => {
        if (JSON.parse(frame.toString()).data.task?.title !== title) return;
        socket.off('message', listener);
        resolve();
      };
      socket.on('message', listener);
    });
    const start = performance.now();
    await Promise.all([send('POST', url, token, { title }), arrived]);
    times.push(performance.now() - start);
  }
  return median(times);
}
