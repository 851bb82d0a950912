import { type System, type SystemOptions, startSystem } from '../system.ts';
import { Kafka } from './kafka.ts';
import { type DaprdLayout, daprdLayout } from './layout.ts';
import { daprdVersion, reachBrokers } from './requirements.ts';
import { assertAlone, awaitConsumers, createTopics } from './topics.ts';

export interface DaprSystemOptions extends Omit<SystemOptions, 'eventsEnabled' | 'layout'>, DaprdLayout {
  /** The number of partitions of created topics. */
  readonly partitions: number;
}

export interface DaprSystem extends System {
  readonly kafka: Kafka;
}

/** Starts the system with a daprd for each replica and Kafka for events. If that fails, it stops everything it has started. */
export async function startDaprSystem(options: DaprSystemOptions): Promise<DaprSystem> {
  const { brokers, partitions, onEvent } = options;
  daprdVersion();
  await reachBrokers(brokers);
  const kafka = new Kafka(brokers);
  let system: System | undefined;
  try {
    await assertAlone(kafka, brokers, () => {
      onEvent?.({ type: 'doing', message: 'Waiting for a system at the same broker to leave' });
    });
    const created = await createTopics(kafka, partitions);
    onEvent?.({ type: 'done', message: `Kafka${created.length > 0 ? `, with ${created.length} new topics` : ''}` });
    system = await startSystem({ ...options, eventsEnabled: true, layout: daprdLayout(options) });
    await awaitConsumers(kafka);
    onEvent?.({ type: 'done', message: 'Consumers' });
    return { ...system, kafka, stop: () => stop(system) };
  } catch (error) {
    await stop(system);
    throw error;
  }

  async function stop(started: System | undefined): Promise<void> {
    await started?.stop();
    await kafka.close();
  }
}
