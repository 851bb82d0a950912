import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Client } from '../support/api-client.ts';

interface Told {
  /** A write was acknowledged. */
  write: [];
  /** A request was answered, after so many failures in a row. */
  answered: [failures: number];
  /** A request failed, for the so-manieth time in a row. */
  failed: [failures: number];
}

/** What clients were told has happened, and tells of it as it does. */
export class Acknowledged extends EventEmitter<Told> {
  created = new Set<string>();
  completed = new Set<string>();
  /** The last priority that was set, by task. */
  edited = new Map<string, string>();
  failedRequests = 0;
}

const retryMs = 100;
/** Between two tasks of one client. */
const pauseMs = 400;

/**
 * One person, steadily at work: creates recurring tasks, edits each in quick succession, and completes it once its reminder
 * was sent.
 * @param goesOn whether there is another task to create.
 */
export async function runClient(client: Client, acknowledged: Acknowledged, goesOn: () => boolean): Promise<void> {
  const open: string[] = [];
  while (goesOn() || open.length > 0) {
    if (goesOn()) open.push(await create(client, acknowledged));
    // The reminder check sends many at once; completing them one by one keeps events flowing until the next.
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

async function isReminded(client: Client, acknowledged: Acknowledged, id: string): Promise<boolean> {
  const { body } = await insist(acknowledged, () => client.get(`/api/tasks/${id}`));
  return body.reminders[0].state === 'sent';
}

async function write(acknowledged: Acknowledged, request: () => Promise<Answer>): Promise<Answer> {
  const answer = await insist(acknowledged, request);
  acknowledged.emit('write');
  return answer;
}

/** Asks until it is answered: a killed server gives no answer, or says that it cannot now. A refusal is an error. */
async function insist(acknowledged: Acknowledged, request: () => Promise<Answer>): Promise<Answer> {
  for (let failures = 0; ; ) {
    try {
      const answer = await request();
      if (answer.status < 300) {
        acknowledged.emit('answered', failures);
        return answer;
      }
      if (answer.status < 500) throw new Refused(`${answer.status}: ${JSON.stringify(answer.body)}`);
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    acknowledged.failedRequests += 1;
    failures += 1;
    acknowledged.emit('failed', failures);
    await delay(retryMs);
  }
}

class Refused extends Error {
  override name = 'Refused';
}
