import { setTimeout as delay } from 'node:timers/promises';
import { validate } from 'uuid';
import { appIds, components, deadLetterTopic, pubsubOf, topics } from '../../../shared/events/topics.ts';
import { StartError } from '../start-error.ts';
import type { Kafka } from './kafka.ts';

const deadLetterTopics = topics.map(deadLetterTopic);
const broadcastTopics = topics.filter((topic) => pubsubOf[topic] === components.broadcast);

/**
 * What each consumer group reads: a service is a group by its app id. (Not `task-updates`: every websocket replica is a
 * group of its own, and starts from the newest.)
 */
export const groups: Readonly<Record<string, readonly string[]>> = {
  [appIds.recurring]: ['task-events'],
  [appIds.notification]: ['reminders'],
  [appIds.backend]: deadLetterTopics,
};

/** Makes the topics that are missing, rather than let the broker do so with as many partitions as it likes. */
export function createTopics(kafka: Kafka, partitions: number): Promise<string[]> {
  return kafka.createTopics([...topics, ...deadLetterTopics], partitions);
}

/** For how long the broker still counts a killed consumer as a member of its group. */
const leavingMs = 30_000;

/**
 * A second system in the same groups would take half of the first one's events. Rejects with a StartError if there is one.
 * @param onWait somebody is there, who may be about to leave.
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

/** Joining takes a few seconds. After a consumer was killed it takes until the broker notices that. */
const joinMs = 60_000;

/** Resolves when somebody consumes as each group. */
export async function awaitConsumers(kafka: Kafka): Promise<void> {
  const deadline = Date.now() + joinMs;
  for (const group of Object.keys(groups)) {
    while (!(await kafka.isActive(group))) {
      if (Date.now() > deadline) throw new Error(`Not within ${joinMs} ms: ${group} consumes`);
      await delay(100);
    }
  }
}

/** How many records wait for each group, and for the replicas of the websocket service together. */
export async function backlog(kafka: Kafka): Promise<Record<string, number>> {
  const entries = Object.entries(groups).map(async ([group, read]) => [group, await kafka.lag(group, read)] as const);
  return { ...Object.fromEntries(await Promise.all(entries)), [appIds.websocket]: await broadcastLag(kafka) };
}

/** Whether a backlog has been worked off. */
export function isEmpty(left: Record<string, number>): boolean {
  return Object.values(left).every((count) => count === 0);
}

/** The lag of the websocket replicas together. Their groups are named by a UUID, a new one at each start of a sidecar. */
async function broadcastLag(kafka: Kafka): Promise<number> {
  const lags = (await kafka.groups())
    .filter((group) => validate(group))
    .map(async (group) => ((await kafka.isActive(group)) ? kafka.lag(group, broadcastTopics, 'newest') : 0));
  return (await Promise.all(lags)).reduce((sum, lag) => sum + lag, 0);
}
