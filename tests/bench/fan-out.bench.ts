import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { WebSocket } from 'ws';
import { freePort } from '../../infra/local/resources/free-port.ts';
import { signUpBySql } from '../support/backend/sign-up-by-sql.ts';
import { sampleTask, taskChangedOf } from '../support/services/sample-events.ts';
import { type BenchSystem, exchange } from './bench-system.ts';
import { interleaved } from './measure.ts';
import { residentBytes } from './resident-bytes.ts';
import type { Result } from './saved-results.ts';

const owners = 250;
const socketsEach = 20;
const eventsEach = 4;
const bulk = 100;
const rounds = 5;

/** Measures events of many owners to 5 000 open sockets, and the memory of an idle socket. Compares both with ws alone. */
export async function benchFanOut({ system }: BenchSystem): Promise<Result[]> {
  const users = Array.from({ length: owners }, () => uuidv7());
  const tokens = await signUpBySql(system.secrets.backend, users);
  const port = await freePort();
  const bare = fork(join(import.meta.dirname, 'limit/bare-sockets.server.ts'), [String(port)]);
  await once(bare, 'message');
  const pids = { ours: system.processes.get('websocket')?.pid ?? 0, bare: bare.pid ?? 0 };

  const before = { ours: residentBytes(pids.ours), bare: residentBytes(pids.bare) };
  const ours = await openAll(users, (_, index) => {
    const headers = { authorization: `Bearer ${tokens[index]}` };
    return new WebSocket(`${system.urls.websocket.replace('http', 'ws')}/ws`, { headers, perMessageDeflate: false });
  });
  const theirs = await openAll(
    users,
    (owner) => new WebSocket(`ws://127.0.0.1:${port}/${owner}`, { perMessageDeflate: false }),
  );
  const idle = (side: 'ours' | 'bare') => (residentBytes(pids[side]) - before[side]) / 1024 / (owners * socketsEach);
  const memory = { ours: idle('ours'), bare: idle('bare') };

  const [first, second] = await interleaved(
    rounds,
    () =>
      fanOut(ours, users, `${system.urls.websocket}/events/task-updates`, system.secrets.tokens.websocket.appApiToken),
    () => fanOut(theirs, users, `http://127.0.0.1:${port}/`, ''),
  );
  for (const socket of [...ours, ...theirs]) socket.terminate();
  bare.kill();
  return [
    {
      name: 'Fan-out to 5 000 sockets, against bare ws',
      ours: first,
      limit: second,
      unit: 'frames/s',
      aim: { atLeast: 0.8 },
    },
    {
      name: 'Memory of an idle socket, against bare ws',
      ours: memory.ours,
      limit: memory.bare,
      unit: 'KiB',
      aim: { atMost: 1.3 },
    },
  ];
}

/** Opens a hundred sockets at a time, because for each one the backend is asked whether its session is valid. */
async function openAll(users: string[], open: (owner: string, index: number) => WebSocket): Promise<WebSocket[]> {
  const wanted = users.flatMap((owner, index) => Array.from({ length: socketsEach }, () => [owner, index] as const));
  const sockets: WebSocket[] = [];
  for (let from = 0; from < wanted.length; from += 100) {
    const some = wanted.slice(from, from + 100).map(([owner, index]) => open(owner, index));
    await Promise.all(some.map((socket) => once(socket, 'open')));
    sockets.push(...some);
  }
  return sockets;
}

/**
 * Posts bulks of events for all owners one after the other, as a sidecar under load does, and waits until every socket has
 * received its frames. Resolves with the frames per second.
 */
async function fanOut(sockets: WebSocket[], users: string[], url: string, apiToken: string): Promise<number> {
  const frames = sockets.length * eventsEach;
  let received = 0;
  let allReceived = () => {};
  const done = new Promise<void>((resolve) => {
    allReceived = resolve;
  });
  const count = () => {
    received += 1;
    if (received === frames) allReceived();
  };
  for (const socket of sockets) socket.on('message', count);
  const start = performance.now();
  const headers = { 'content-type': 'application/json', 'dapr-api-token': apiToken };
  const owners = Array.from({ length: eventsEach }, () => users).flat();
  for (let from = 0; from < owners.length; from += bulk) {
    await exchange('POST', url, headers, bulkOf(owners.slice(from, from + bulk)));
  }
  await done;
  const seconds = (performance.now() - start) / 1000;
  for (const socket of sockets) socket.off('message', count);
  return frames / seconds;
}

function bulkOf(owners: string[]): object {
  const entries = owners.map((ownerId, index) => ({
    entryId: String(index),
    event: taskChangedOf(ownerId, sampleTask(), 'created'),
    contentType: 'application/cloudevents+json',
    metadata: { __key: ownerId },
  }));
  return { id: uuidv7(), type: 'com.dapr.event.sent.bulk', topic: 'task-updates', entries };
}
