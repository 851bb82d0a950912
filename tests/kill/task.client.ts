import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiResponse, Client } from '../support/api-client.ts';

interface ClientEvents {
  /** A write was acknowledged. */
  write: [];
  /** A request succeeded, after this many failures in a row. */
  responded: [failures: number];
  /** A request failed; `failures` counts the failures in a row. */
  failed: [failures: number, reason: string];
}

/** Collects the writes that the server acknowledged, and emits an event for each request. */
export class Acknowledged extends EventEmitter<ClientEvents> {
  created = new Set<string>();
  completed = new Set<string>();
  /** Tasks with a reminder that stay open, by their id, with the person. */
  reminded = new Map<string, string>();
  /** Maps a task's id to the priority that was set last. */
  edited = new Map<string, string>();
  failedRequests = 0;
}

const retryMs = 100;
/** The average pause of a client between two tasks. */
const pauseMs = 400;

/**
 * Acts as one user who creates recurring tasks, edits each several times in quick succession, and completes it when its
 * reminder was sent.
 * @param goesOn returns whether to create another task.
 */
export async function runClient(client: Client, acknowledged: Acknowledged, goesOn: () => boolean): Promise<void> {
  const open: string[] = [];
  while (goesOn() || open.length > 0) {
    if (goesOn()) {
      open.push(await create(client, acknowledged));
      await remind(client, acknowledged);
    }
    // The reminder check sends many reminders at once. Completing the tasks one by one keeps events flowing until the next check.
    const oldest = open[0];
    if (oldest && (await isReminded(client, acknowledged, oldest))) {
      await write(acknowledged, () => client.post(`/api/tasks/${oldest}/complete`));
      acknowledged.completed.add(oldest);
      open.shift();
    }
    await delay(Math.random() * 2 * pauseMs);
  }
}

async function create(client: Client, acknowledged: Acknowledged): Promise<string> {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const task = {
    title: 'Water the plants',
    due: { date: tomorrow, time: '09:00', timeZone: 'UTC' },
    recurrence: { frequency: 'daily' },
    reminders: [{ at: new Date().toISOString() }],
  };
  const { body } = await write(acknowledged, () => client.post('/api/tasks', task));
  acknowledged.created.add(body.id);
  for (const priority of ['high', 'low', 'urgent']) {
    await write(acknowledged, () => client.patch(`/api/tasks/${body.id}`, { priority }));
    acknowledged.edited.set(body.id, priority);
  }
  return body.id;
}

/** Creates a task that stays open, because a reminder of a task that is done meanwhile is not pushed. */
async function remind(client: Client, acknowledged: Acknowledged): Promise<void> {
  const task = { title: 'Stay open', reminders: [{ at: new Date().toISOString() }] };
  const { body } = await write(acknowledged, () => client.post('/api/tasks', task));
  acknowledged.reminded.set(body.id, client.userId);
}

async function isReminded(client: Client, acknowledged: Acknowledged, id: string): Promise<boolean> {
  const { body } = await insist(acknowledged, () => client.get(`/api/tasks/${id}`));
  return body.reminders[0].state === 'sent';
}

async function write(acknowledged: Acknowledged, request: () => Promise<ApiResponse>): Promise<ApiResponse> {
  const response = await insist(acknowledged, request);
  acknowledged.emit('write');
  return response;
}

/** Repeats a request while the server is down or responds with 5xx. Any other status from 400 on is an error. */
async function insist(acknowledged: Acknowledged, request: () => Promise<ApiResponse>): Promise<ApiResponse> {
  for (let failures = 0; ; ) {
    let reason: string;
    try {
      const response = await request();
      if (response.status < 300) {
        acknowledged.emit('responded', failures);
        return response;
      }
      reason = `${response.status}: ${JSON.stringify(response.body)}`;
      if (response.status < 500) throw new Refused(reason);
    } catch (error) {
      if (error instanceof Refused) throw error;
      reason = String((error as Error).cause ?? error);
    }
    acknowledged.failedRequests += 1;
    failures += 1;
    acknowledged.emit('failed', failures, reason);
    await delay(retryMs);
  }
}

class Refused extends Error {
  override name = 'Refused';
}
