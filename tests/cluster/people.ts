import assert from 'node:assert/strict';
import { checkInvariants } from '../kill/invariants.ts';
import { untilSettled } from '../kill/settled.ts';
import { watchSocket } from '../kill/socket.watch.ts';
import { Acknowledged, runClient } from '../kill/task.client.ts';
import { type Client, registerClient } from '../support/api-client.ts';
import { eventually } from '../support/eventually.ts';
import { secondsSince, type TestCluster, withDatabase } from './test-cluster.ts';

const people = 4;
const tasksAtOnce = 2;

/** People who use the system through its page while something is done to it. */
export interface People {
  clients: Client[];
  /** Why requests failed. Each was repeated. */
  failures: string[];
}

/**
 * Lets people add, edit and complete tasks while `disturb` runs, until all they began is finished. Then every acknowledged write
 * must be there with its effects, exactly once.
 * @returns the figures, after those of `disturb`
 */
export async function underLoad(
  cluster: TestCluster,
  disturb: (people: People) => Promise<string>,
  { mayBeLate = false }: { mayBeLate?: boolean } = {},
): Promise<string> {
  const clients = await Promise.all(Array.from({ length: people }, () => registerClient(cluster.page)));
  const acknowledged = new Acknowledged();
  const failures: string[] = [];
  let responses = 0;
  acknowledged.on('responded', () => {
    responses += 1;
  });
  acknowledged.on('failed', (_, reason) => failures.push(reason));
  const sockets = clients.map(({ token }) => watchSocket(cluster.page, token));
  let working = true;
  const work = Promise.all(
    Array.from({ length: people * tasksAtOnce }, (_, index) =>
      runClient(clients[index % people]!, acknowledged, () => working),
    ),
  );
  // A failure is told where it is awaited, below.
  work.catch(() => undefined);
  const start = performance.now();
  let figures: string;
  try {
    await eventually('people have begun to work', () => acknowledged.created.size >= people * tasksAtOnce);
    figures = await disturb({ clients, failures });
  } finally {
    working = false;
  }
  await work;
  const watched = await Promise.all(sockets.map((socket) => socket.close()));
  const lost = watched.flatMap((socket) => socket.lost);
  const late = watched.flatMap((socket) => socket.late.map(({ text }) => text));
  const violations = await withDatabase(cluster, async (database) => {
    await untilSettled(database);
    const invariants = await checkInvariants(database, acknowledged);
    return invariants.flatMap(({ name, violations }) => violations.map((violation) => `${name}: ${violation}`));
  });
  assert.deepEqual([...violations, ...lost, ...(mayBeLate ? [] : late)], []);
  const frames = watched.reduce((sum, socket) => sum + socket.frames, 0);
  return `${figures}; ${responses} responses in ${secondsSince(start)}, ${failures.length} requests failed and were repeated, ${acknowledged.created.size} tasks, ${frames} frames (${late.length} late), 0 violations`;
}
