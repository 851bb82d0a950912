import { TooManyRequests } from '../../../shared/http/problem.ts';

/**
 * Runs a user's work when its turn comes.
 * @param signal is aborted when the work is no longer wanted; then it ends waiting
 * @throws TooManyRequests if too much of that user's work is waiting
 */
export type AtOnce = <Result>(personId: string, work: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>;

export const tooManySearches = new TooManyRequests('You are searching too often at once. Wait for the results.', 1);
export const tooManyAtOnce = new TooManyRequests('Too many of your requests are waiting. Wait for their responses.', 1);

interface Queue {
  running: number;
  waiting: Set<() => void>;
}

interface Limits {
  running: number;
  waiting: number;
}

/** Lets each user run a limited amount of work at once. More work waits, until too much is waiting as well. */
export function atOnce(limits: Limits, refusal: TooManyRequests, onRefusal: () => void): AtOnce {
  const queues = new Map<string, Queue>();
  return async (personId, work, signal) => {
    const queue = queues.get(personId) ?? { running: 0, waiting: new Set() };
    queues.set(personId, queue);
    if (queue.running < limits.running) queue.running += 1;
    else if (queue.waiting.size < limits.waiting) await turnIn(queue, signal);
    else {
      onRefusal();
      throw refusal;
    }
    try {
      return await work();
    } finally {
      const [next] = queue.waiting;
      if (next) next();
      else queue.running -= 1;
      if (queue.running === 0) queues.delete(personId);
    }
  };
}

function turnIn({ waiting }: Queue, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      waiting.delete(start);
      signal?.removeEventListener('abort', leave);
    };
    const start = () => {
      end();
      resolve();
    };
    const leave = () => {
      end();
      reject(signal?.reason);
    };
    waiting.add(start);
    signal?.addEventListener('abort', leave);
    if (signal?.aborted) leave();
  });
}
