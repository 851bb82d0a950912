import { exec } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { sidecarOf } from '../../infra/local/daprd/layout.ts';
import { type ServiceName, serviceNames } from '../../infra/local/processes/process-plan.ts';
import { eventually } from '../support/eventually.ts';
import { config } from './config.ts';
import type { Conduct } from './delivery.proxy.ts';
import type { Load } from './load.ts';
import { publishPoison } from './poison.ts';
import type { World } from './test-system.ts';

export interface Scene extends World {
  load: Load;
  /** Events that no consumer can take, as they are published. */
  poison: { topic: string; id: string }[];
  /** When the broker was away, until what had piled up was through. */
  outages: { from: number; to: number }[];
  /** Says something to whoever watches. */
  tell(line: string): void;
}

export interface Fault {
  name: string;
  /** The API answers every request; or at the latest the third time it is asked, for another replica does; or not at all for a while. */
  api: 'answers' | 'answers when asked again' | 'is away';
  /** Why it cannot be inflicted here. */
  skipped?: string;
  /** Resolves when it is over. */
  inflict(scene: Scene): Promise<void>;
}

const brokerDownMs = 60_000;
/** Of events, at any moment, when nothing is wrong. */
const underWay = 300;
const catchUpMs = 600_000;
/** Which the last of what had piled up may take beyond that. */
const tailMs = 10_000;
const misconductMs = 30_000;
const clockJumpMs = 15_000;
const hourMs = 3_600_000;
/** Of the consumers whose effects can be told in the tables. */
const lasting: readonly ServiceName[] = ['recurring', 'notification'];

export const faults: readonly Fault[] = [
  {
    name: 'broker stopped',
    api: 'answers',
    ...(config.KAFKA_STOP && config.KAFKA_START ? {} : { skipped: 'KAFKA_STOP and KAFKA_START are not set' }),
    async inflict({ outages, backlog, tell }) {
      const outage = { from: Date.now(), to: Number.POSITIVE_INFINITY };
      outages.push(outage);
      await promisify(exec)(config.KAFKA_STOP!);
      await delay(brokerDownMs);
      await promisify(exec)(config.KAFKA_START!);
      const back = performance.now();
      await eventually(
        'what piled up is through',
        async () => Object.values(await backlog()).every((count) => count < underWay),
        catchUpMs,
      );
      outage.to = Date.now() + tailMs;
      tell(
        `what had piled up was through ${Math.round((performance.now() - back) / 1000)} s after the broker was back`,
      );
    },
  },
  {
    name: 'daprd killed',
    api: 'answers',
    async inflict({ restart }) {
      for (const service of serviceNames) await restart(sidecarOf(`${service}-1`), 'SIGKILL');
    },
  },
  {
    name: 'service killed',
    api: 'answers when asked again',
    async inflict({ restart }) {
      for (const service of serviceNames) await restart(`${service}-1`, 'SIGKILL');
    },
  },
  {
    name: 'PostgreSQL restarted',
    api: 'is away',
    inflict: ({ restart }) => restart('postgres', 'SIGINT'),
  },
  {
    name: 'half of the deliveries fail',
    api: 'answers',
    inflict: (scene) => behave(scene, 'fails half'),
  },
  {
    name: 'slow consumer',
    api: 'answers',
    inflict: (scene) => behave(scene, 'slow'),
  },
  {
    name: 'poison',
    api: 'answers',
    inflict: publishPoison,
  },
  {
    name: 'rolling restart',
    api: 'answers when asked again',
    async inflict({ replicas, restart }) {
      for (const { name } of replicas) {
        // As in a pod: the sidecar goes last, being needed while its app finishes what it has begun.
        await restart(name, 'SIGTERM');
        await restart(sidecarOf(name), 'SIGTERM');
      }
    },
  },
  {
    name: 'clock jump',
    api: 'answers',
    async inflict({ setClock }) {
      for (const offset of [hourMs, -hourMs, 0]) {
        for (const service of ['backend', 'notification'] as const) await setClock(service, offset);
        if (offset !== 0) await delay(clockJumpMs);
      }
    },
  },
];

async function behave({ replicas, proxies }: Scene, conduct: Conduct): Promise<void> {
  const consumers = replicas.filter(({ service }) => lasting.includes(service)).map(({ name }) => proxies.get(name)!);
  for (const consumer of consumers) consumer.conduct = conduct;
  await delay(misconductMs);
  for (const consumer of consumers) consumer.conduct = 'well';
}
