import pg from 'pg';
import { startSystem } from '../../infra/local/system.ts';
import { registerClient } from '../support/api-client.ts';
import { generousLimits } from '../support/generous-limits.ts';
import { startInNewFolder } from '../support/services/throw-away-system.ts';
import { checkInvariants, type Invariant } from './invariants.ts';
import { killAtRandom } from './process-killer.ts';
import { watchPushes } from './push.watch.ts';
import { untilSettled } from './settled.ts';
import { watchSocket } from './socket.watch.ts';
import { Acknowledged, runClient } from './task.client.ts';

export interface KillRun {
  /** The smallest number of tasks to create. */
  tasks: number;
  kills: number;
  /** How much each of the four users does at once. */
  workersPerUser: number;
  onProgress?: (message: string) => void;
}

export interface KillReport {
  seconds: number;
  created: number;
  completed: number;
  /** The number of requests that failed because of a kill and were repeated. */
  failedRequests: number;
  kills: Record<string, number>;
  frames: number;
  invariants: Invariant[];
}

const users = 4;

/**
 * Users create tasks, wait for their reminders, and complete them, while processes are killed without warning. When everything is
 * up again and the outbox is empty, the database must contain exactly the acknowledged writes, and a push service, which refuses, fails
 * and hangs in turn, must have got every reminder for each browser.
 */
export async function runKillTest(run: KillRun): Promise<KillReport> {
  const { tasks, kills, workersPerUser, onProgress = () => undefined } = run;
  onProgress('Starting the system');
  const pushes = await watchPushes();
  const system = await startInNewFolder((options) =>
    startSystem({
      ...options,
      eventsEnabled: true,
      throwAway: true,
      env: { ...generousLimits, PUSH_SERVICES: pushes.origin },
    }),
  );
  const database = new pg.Pool({ connectionString: system.urls.database, max: 2 });
  database.on('error', () => undefined); // PostgreSQL is killed too
  try {
    const start = performance.now();
    const clients = await Promise.all(Array.from({ length: users }, () => registerClient(system.urls.backend)));
    await pushes.subscribe(clients);
    const sockets = clients.map((client) => watchSocket(system.urls.websocket, client.token));
    const acknowledged = new Acknowledged();
    const killer = killAtRandom(system.processes, kills, acknowledged, (killed, victim) => {
      onProgress(
        `kill ${killed} of ${kills}: ${victim}; ${acknowledged.created.size} created, ${acknowledged.completed.size} completed`,
      );
    });
    let killing = true;
    killer.finished.finally(() => {
      killing = false;
    });
    // Clients work until the last kill.
    const goesOn = () => acknowledged.created.size < tasks || killing;
    const workers = Array.from({ length: workersPerUser * users }, (_, index) =>
      runClient(clients[index % users]!, acknowledged, goesOn),
    );
    await Promise.all([...workers, killer.finished]);

    onProgress('Waiting until everything is up and the outbox is empty');
    await system.ready();
    await untilSettled(database);
    const watched = await Promise.all(sockets.map((socket) => socket.close()));
    return {
      seconds: Math.round((performance.now() - start) / 1000),
      created: acknowledged.created.size,
      completed: acknowledged.completed.size,
      failedRequests: acknowledged.failedRequests,
      kills: killer.killed,
      frames: watched.reduce((sum, { frames }) => sum + frames, 0),
      invariants: [
        ...(await checkInvariants(database, acknowledged)),
        ...pushes.invariants(acknowledged, killer.killed['notification']! + killer.killed['postgres']!),
        {
          name: 'on a socket that stays open no event of a task is missing or out of order',
          checked: watched.reduce((sum, { frames }) => sum + frames, 0),
          violations: watched.flatMap(({ lost, late }) => [...lost, ...late.map(({ text }) => text)]),
        },
      ],
    };
  } finally {
    await database.end();
    await system.stop();
    await pushes.stop();
  }
}
