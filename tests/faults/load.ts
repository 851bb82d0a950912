import type { System } from '../../infra/local/system.ts';
import { type Watched, watchSocket } from '../kill/socket.watch.ts';
import { Acknowledged, runClient } from '../kill/task.client.ts';
import { registerClient } from '../support/api-client.ts';

const users = 4;
const workersPerUser = 1;

/** People at work all the time, each with an open page. */
export interface Load {
  acknowledged: Acknowledged;
  /** Begins to count anew; the answer tells what was counted from then on. */
  measure(): () => Answered;
  /** Resolves when everybody has completed what they created. */
  finish(): Promise<void>;
  /** Closes the pages, and tells what was seen on them. */
  closePages(): Promise<Watched[]>;
}

/** How requests fared. */
export interface Answered {
  requests: number;
  failed: number;
  /** In a row, of one and the same request. */
  mostFailures: number;
  /** During which nobody got any answer. */
  longestSilenceMs: number;
}

export async function startLoad({ urls }: System): Promise<Load> {
  const acknowledged = new Acknowledged();
  const clients = await Promise.all(Array.from({ length: users }, () => registerClient(urls.backend)));
  const sockets = clients.map((client) => watchSocket(urls.websocket, client.token));
  let goesOn = true;
  const working = Promise.all(
    Array.from({ length: users * workersPerUser }, (_, index) =>
      runClient(clients[index % users]!, acknowledged, () => goesOn),
    ),
  );
  working.catch(() => {}); // told by finish
  return {
    acknowledged,
    measure() {
      const counted: Answered = { requests: 0, failed: 0, mostFailures: 0, longestSilenceMs: 0 };
      let last = performance.now();
      const hear = () => {
        counted.longestSilenceMs = Math.max(counted.longestSilenceMs, Math.round(performance.now() - last));
      };
      const onAnswered = () => {
        counted.requests += 1;
        hear();
        last = performance.now();
      };
      const onFailed = (failures: number) => {
        counted.failed += 1;
        counted.mostFailures = Math.max(counted.mostFailures, failures);
      };
      acknowledged.on('answered', onAnswered).on('failed', onFailed);
      return () => {
        acknowledged.off('answered', onAnswered).off('failed', onFailed);
        hear();
        return counted;
      };
    },
    async finish() {
      goesOn = false;
      await working;
    },
    closePages: () => Promise.all(sockets.map((socket) => socket.close())),
  };
}
