import { TooManyRequests } from '../../../shared/http/problem.ts';

/** Runs a user's work when its turn comes. @throws tooManySearches if too much of that user's work is waiting */
export type AtOnce = <Result>(personId: string, work: () => Promise<Result>) => Promise<Result>;

export const tooManySearches = new TooManyRequests('You are searching too often at once. Wait for the results.', 1);

interface Queue {
  running: number;
  waiting: (() => void)[];
}

/** Lets each user run a limited amount of work at once. More work waits, until too much is waiting as well. */
export function atOnce(limits: { running: number; waiting: number }, onRefusal: () => void): AtOnce {
  const queues = new Map<string, Queue>();
  return async (personId, work) => {
    const queue = queues.get(personId) ?? { running: 0, waiting: [] };
    queues.set(personId, queue);
    if (queue.running < limits.running) queue.running += 1;
    else if (queue.waiting.length < limits.waiting) await new Promise<void>((resolve) => queue.waiting.push(resolve));
    else {
      onRefusal();
      throw tooManySearches;
    }
    try {
      return await work();
    } finally {
      const next = queue.waiting.shift();
      if (next) next();
      else queue.running -= 1;
      if (queue.running === 0) queues.delete(personId);
    }
  };
}
