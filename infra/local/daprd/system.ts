import { eventually } from '../../../tests/support/eventually.ts';
import { type System, type SystemOptions, startSystem } from '../system.ts';
import { brokersOf, Kafka } from './kafka.ts';
import { type DaprdLayout, daprdLayout } from './layout.ts';
import { daprdVersion, reachBrokers } from './requirements.ts';
import { assertAlone, createTopics, groups } from './topics.ts';

export interface DaprSystemOptions extends Omit<SystemOptions, 'phase5' | 'layout'>, DaprdLayout {
  /** Of topics that are missing. */
  readonly partitions: number;
}

export interface DaprSystem extends System {
  readonly kafka: Kafka;
}

/** Joining takes a few seconds; when somebody was killed, until the broker has given him up. */
const joinMs = 60_000;

/** The system with a daprd for each replica, and events through Kafka. Rejects with what is missing, and nothing left running. */
export async function startDaprSystem(options: DaprSystemOptions): Promise<DaprSystem> {
  const { brokers, partitions, onEvent } = options;
  daprdVersion();
  const kafka = new Kafka(brokersOf(await reachBrokers(brokers))[0]!);
  await assertAlone(kafka, brokers, () => {
    onEvent?.({ type: 'doing', message: 'Waiting for a system at the same broker to leave' });
  });
  const made = await createTopics(kafka, partitions);
  onEvent?.({ type: 'done', message: `Kafka${made.length > 0 ? `, with ${made.length} new topics` : ''}` });

  const system = await startSystem({ ...options, phase5: true, layout: daprdLayout(options) });
  const joined = Object.keys(groups).map((group) =>
    eventually(`${group} consumes`, () => kafka.isActive(group), joinMs),
  );
  try {
    await Promise.all(joined);
  } catch (error) {
    await system.stop();
    throw error;
  }
  onEvent?.({ type: 'done', message: 'Consumers' });
  return { ...system, kafka };
}
