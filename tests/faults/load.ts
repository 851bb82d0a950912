import type { System } from '../../infra/local/system.ts';
import { type Watched, watchSocket } from '../kill/socket.watch.ts';
import { Acknowledged, runClient } from '../kill/task.client.ts';
import { registerClient } from '../support/api-client.ts';

const users = 4;
const workersPerUser = 1;

/** Users who work all the time, each with an open page. */
export interface Load {
  acknowledged: Acknowledged;
  /** Starts counting from zero. The returned function stops counting and returns the result. */
  measure(): () => RequestStats;
  /** Resolves when every user has completed the tasks they created. */
  finish(): Promise<void>;
  /** Closes the pages and resolves with what each page received. */
  closePages(): Promise<Watched[]>;
}

/** Counts of requests, failures and waiting times. */
export interface RequestStats {
  requests: number;
  failed: number;
  /** The largest number of failures in a row of one request. */
  mostFailures: number;
  /** The longest time in which no user got a successful response. */
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
  working.catch(() => {}); // finish() reports the error
  return {
    acknowledged,
    measure() {
      const counted: RequestStats = { requests: 0, failed: 0, mostFailures: 0, longestSilenceMs: 0 };
      let last = performance.now();
      const hear = () => {
        counted.longestSilenceMs = Math.max(counted.longestSilenceMs, Math.round(performance.now() - last));
      };
      const onResponse = () => {
        counted.requests += 1;
        hear();
        last = performance.now();
      };
      const onFailed = (failures: number) => {
        counted.failed += 1;
        counted.mostFailures = Math.max(counted.mostFailures, failures);
      };
      acknowledged.on('responded', onResponse).on('failed', onFailed);
      return () => {
        acknowledged.off('responded', onResponse).off('failed', onFailed);
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
