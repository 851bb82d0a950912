import { setTimeout as delay } from 'node:timers/promises';
import type { Answer, Client } from '../../shared/testing/api-client.ts';

/** What clients were told has happened. */
export interface Acknowledged {
  created: Set<string>;
  completed: Set<string>;
  failedRequests: number;
}

const retryMs = 100;
const pollMs = 400;

/** One person: creates a recurring task, waits until its reminder was sent, completes it, and begins again. */
export async function runClient(
  client: Client,
  acknowledged: Acknowledged,
  next: () => number | undefined,
): Promise<void> {
  for (let number = next(); number !== undefined; number = next()) {
    const due = { date: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10), time: '09:00', timeZone: 'UTC' };
    const task = {
      ...{ title: `Task ${number}`, due, recurrence: { frequency: 'daily' } },
      reminders: [{ at: new Date().toISOString() }],
    };
    const { id } = (await insist(acknowledged, () => client.post('/api/tasks', task))).body;
    acknowledged.created.add(id);
    const path = `/api/tasks/${id}`;
    while ((await insist(acknowledged, () => client.get(path))).body.reminders[0].state !== 'sent') await delay(pollMs);
    await insist(acknowledged, () => client.post(`${path}/complete`));
    acknowledged.completed.add(id);
  }
}

/** Asks until it is answered: a killed server gives no answer, or says that it cannot now. A refusal is an error. */
async function insist(acknowledged: Acknowledged, request: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      const answer = await request();
      if (answer.status < 300) return answer;
      if (answer.status < 500) throw new Refused(`${answer.status}: ${JSON.stringify(answer.body)}`);
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    acknowledged.failedRequests += 1;
    await delay(retryMs);
  }
}

class Refused extends Error {
  override name = 'Refused';
}
