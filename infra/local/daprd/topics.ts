import { setTimeout as delay } from 'node:timers/promises';
import { validate } from 'uuid';
import { appIds, components, deadLetterTopic, pubsubOf, topics } from '../../../shared/events/topics.ts';
import { StartError } from '../start-error.ts';
import type { Kafka } from './kafka.ts';

const deadLetterTopics = topics.map(deadLetterTopic);
const broadcastTopics = topics.filter((topic) => pubsubOf[topic] === components.broadcast);

/**
 * The topics that each consumer group reads. A service's group has the name of its app id. The topic `task-updates` is not listed,
 * because each websocket replica is its own group and starts at the newest event.
 */
export const groups: Readonly<Record<string, readonly string[]>> = {
  [appIds.recurring]: ['task-events'],
  [appIds.notification]: ['reminders'],
  [appIds.backend]: deadLetterTopics,
};

/** Creates the missing topics. If the broker created them, it would choose the number of partitions. */
export function createTopics(kafka: Kafka, partitions: number): Promise<string[]> {
  return kafka.createTopics([...topics, ...deadLetterTopics], partitions);
}

/** The longest time in which the broker still counts a killed consumer as a member of its group. */
const leavingMs = 30_000;

/**
 * Rejects with a StartError if another system uses the same consumer groups, because it would take a part of the events.
 * @param onWait is called once if a group has members, which may just be about to leave.
 */
export async function assertAlone(kafka: Kafka, brokers: string, onWait: () => void): Promise<void> {
  const deadline = Date.now() + leavingMs;
  for (const group of Object.keys(groups)) {
    for (let reported = false; await kafka.isActive(group); reported = true) {
      if (!reported) onWait();
      if (Date.now() > deadline) {
        throw new StartError(
          `At ${brokers} somebody already consumes as "${group}". Stop that system, or set KAFKA_BROKERS to another broker.`,
        );
      }
      await delay(500);
    }
  }
}

/** The longest wait for consumers to join. After a consumer was killed, they join only when the broker notices that. */
const joinMs = 60_000;

/** Resolves when each group has a member. */
export async function awaitConsumers(kafka: Kafka): Promise<void> {
  const deadline = Date.now() + joinMs;
  for (const group of Object.keys(groups)) {
    while (!(await kafka.isActive(group))) {
      if (Date.now() > deadline) throw new Error(`Not within ${joinMs} ms: ${group} consumes`);
      await delay(100);
    }
  }
}

/** Returns the number of unread records for each group, and for all replicas of the websocket service together. */
export async function backlog(kafka: Kafka): Promise<Record<string, number>> {
  const entries = Object.entries(groups).map(async ([group, read]) => [group, await kafka.lag(group, read)] as const);
  return { ...Object.fromEntries(await Promise.all(entries)), [appIds.websocket]: await broadcastLag(kafka) };
}

/** Returns whether no records are left in a backlog. */
export function isEmpty(left: Record<string, number>): boolean {
  return Object.values(left).every((count) => count === 0);
}

/** Returns the lag of all websocket replicas. The names of their groups are UUIDs, a new one at each start of a sidecar. */
async function broadcastLag(kafka: Kafka): Promise<number> {
  const lags = (await kafka.groups())
    .filter((group) => validate(group))
    .map(async (group) => ((await kafka.isActive(group)) ? kafka.lag(group, broadcastTopics, 'newest') : 0));
  return (await Promise.all(lags)).reduce((sum, lag) => sum + lag, 0);
}
