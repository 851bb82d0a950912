import { exec } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { sidecarOf } from '../../infra/local/daprd/layout.ts';
import { type ServiceName, serviceNames } from '../../infra/local/processes/process-plan.ts';
import { eventually } from '../support/eventually.ts';
import { config } from './config.ts';
import type { Conduct } from './delivery.proxy.ts';
import { publishPoison } from './poison.ts';
import type { Scene } from './scene.ts';

export interface Fault {
  name: string;
  /**
   * What clients of the API must see meanwhile: every request succeeds, or it succeeds within three attempts because another
   * replica responds, or the API is away for a while.
   */
  api: 'responds' | 'responds when retried' | 'is away';
  /** The reason why this fault cannot be tested here. */
  skipped?: string;
  /** Causes the fault and resolves when it is over. */
  inflict(scene: Scene): Promise<void>;
}

const brokerDownMs = 60_000;
/** The number of unconsumed events that is normal at any moment. */
const underWay = 300;
const catchUpMs = 600_000;
/** The additional time that the last of the piled-up events may take. */
const tailMs = 10_000;
const misconductMs = 30_000;
const clockJumpMs = 15_000;
const hourMs = 3_600_000;
/** The consumers whose effects are visible in the tables. */
const lasting: readonly ServiceName[] = ['recurring', 'notification'];

export const faults: readonly Fault[] = [
  {
    name: 'broker stopped',
    api: 'responds',
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
    api: 'responds',
    async inflict({ restart }) {
      for (const service of serviceNames) await restart(sidecarOf(`${service}-1`), 'SIGKILL');
    },
  },
  {
    name: 'service killed',
    api: 'responds when retried',
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
    api: 'responds',
    inflict: (scene) => behave(scene, 'fails half'),
  },
  {
    name: 'slow consumer',
    api: 'responds',
    inflict: (scene) => behave(scene, 'slow'),
  },
  {
    name: 'poison',
    api: 'responds',
    inflict: publishPoison,
  },
  {
    name: 'rolling restart',
    api: 'responds when retried',
    async inflict({ replicas, restart }) {
      for (const { name } of replicas) {
        // As in a pod, the sidecar stops last, because its app needs it to finish its work.
        await restart(name, 'SIGTERM');
        await restart(sidecarOf(name), 'SIGTERM');
      }
    },
  },
  {
    name: 'clock jump',
    api: 'responds',
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
