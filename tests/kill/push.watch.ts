import type { Client } from '../support/api-client.ts';
import { type PushResponse, PushServer } from '../support/services/push-server.ts';
import type { Invariant } from './invariants.ts';
import type { Acknowledged } from './task.client.ts';

const devices = ['phone', 'laptop'];
/** What the server does in turn when it gets a reminder for the first time. When it gets it again, it takes it. */
const inTurn: PushResponse[] = [
  { status: 201 },
  { status: 429, headers: { 'retry-after': '1' } },
  { status: 500 },
  'hang',
];
/** It hangs this often: the service waits 8 seconds for 16 of them at a time, and whatever comes after waits as well. */
const mostHanging = 100;
/** A replica of the notification service sends at most this many messages at once, and so many a crash may send again. */
const mostAtOnce = 32;

export interface PushWatch {
  origin: string;
  /** Subscribes two browsers of each person. */
  subscribe(clients: readonly Client[]): Promise<void>;
  /** @param crashes how often something was killed that stands between a push and its record */
  invariants(acknowledged: Acknowledged, crashes: number): Invariant[];
  stop(): Promise<void>;
}

/** A push service, which watches that each browser gets each reminder of the tasks that stay open. */
export async function watchPushes(): Promise<PushWatch> {
  const server = await PushServer.start();
  let turn = 0;
  server.respond = (device, _before, { reminderId }) => {
    const isNew = !server.received.some((push) => push.device === device && push.message.reminderId === reminderId);
    const response = isNew ? inTurn[turn++ % inTurn.length]! : { status: 201 };
    return response === 'hang' && server.hanging >= mostHanging ? { status: 201 } : response;
  };
  const accepted = () => server.received.filter(({ response }) => response !== 'hang' && response.status === 201);
  return {
    origin: server.origin,
    async subscribe(clients) {
      for (const client of clients) {
        for (const device of devices) {
          const subscription = server.subscribe(`${client.userId}-${device}`);
          const { status, body } = await client.put('/api/push/subscriptions', subscription);
          if (status !== 204) throw new Error(`Subscribing failed: ${status} ${JSON.stringify(body)}`);
        }
      }
    },
    invariants({ reminded }, crashes) {
      const times = new Map<string, number>();
      const topics = new Map<string, Set<string>>();
      for (const { device, message, topic } of accepted()) {
        const key = `${device} ${message.taskId}`;
        times.set(key, (times.get(key) ?? 0) + 1);
        topics.set(key, (topics.get(key) ?? new Set()).add(topic));
      }
      const expected = [...reminded].flatMap(([taskId, userId]) =>
        devices.map((device) => `${userId}-${device} ${taskId}`),
      );
      const doubled = [...times].filter(([, count]) => count > 1);
      const most = crashes * mostAtOnce;
      const answers = inTurn.map((answer) => (answer === 'hang' ? answer : answer.status));
      const given = server.received.map(({ response }) => (response === 'hang' ? response : response.status));
      const counts = answers.map((answer) => `${answer} ${given.filter((one) => one === answer).length} times`);
      return [
        {
          name: `a push service answered ${counts.join(', ')}`,
          checked: given.length,
          violations: answers
            .filter((answer) => !given.includes(answer))
            .map((answer) => `it never answered ${answer}`),
        },
        {
          name: 'every due reminder was pushed to each of two browsers',
          checked: expected.length,
          violations: expected.filter((key) => !times.has(key)),
        },
        {
          name: `a push is doubled only by a crash (${doubled.length} were), and has the Topic that makes it one`,
          checked: times.size,
          violations: [
            ...doubled.filter(([key, count]) => count > crashes + 1 || topics.get(key)?.size !== 1).map(([key]) => key),
            ...(doubled.length > most ? [`${doubled.length} pushes were doubled by ${crashes} crashes`] : []),
            ...server.invalid,
          ],
        },
      ];
    },
    stop: () => server.stop(),
  };
}
