import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type BenchSystem, send } from './bench-system.ts';
import { median } from './measure.ts';
import type { Result } from './saved-results.ts';

const samples = 20;
/** A reminder is due this long after it was made, and up to a second later, so that no timer of ours is met by chance. */
const aheadMs = 1_000;
/** A person sees a reminder this long after it is due at the latest. */
const goalMs = 2_000;

/** Measures the time from the instant of a reminder to its arrival on a socket, on a system that does nothing else. */
export async function benchReminderDelay({ system, user, settled }: BenchSystem): Promise<Result[]> {
  const headers = { authorization: `Bearer ${user.token}` };
  const socket = new WebSocket(`${system.urls.websocket.replace('http', 'ws')}/ws`, { headers });
  await once(socket, 'open');
  const delays: number[] = [];
  try {
    await settled();
    for (let index = 0; index < samples; index += 1) delays.push(await delayOf(index));
  } finally {
    socket.close();
  }
  const line = (name: string, ours: number): Result => ({ name, ours, limit: goalMs, unit: 'ms', aim: { atMost: 1 } });
  return [
    line('Reminder due to WebSocket (p50), against what is allowed', median(delays)),
    line('… the longest', Math.max(...delays)),
  ];

  async function delayOf(index: number): Promise<number> {
    const title = `Remind me ${index}`;
    const arrived = new Promise<number>((resolve) => {
      const listener = (frame: Buffer) => {
        const { type, data } = JSON.parse(frame.toString());
        if (type !== 'reminder.due' || data.title !== title) return;
        socket.off('message', listener);
        resolve(Date.now());
      };
      socket.on('message', listener);
    });
    const at = Date.now() + aheadMs + Math.floor(Math.random() * 1_000);
    const task = { title, reminders: [{ at: new Date(at).toISOString() }] };
    await send('POST', `${system.urls.backend}/api/tasks`, user.token, task);
    return (await arrived) - at;
  }
}
