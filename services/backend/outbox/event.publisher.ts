import type { Sidecar } from '../../../shared/dapr/sidecar.ts';
import type { Event } from '../../../shared/events/events.ts';
import { pubsubOf, type Topic } from '../../../shared/events/topics.ts';

export interface OutboxRow {
  id: string;
  sequence: string;
  partitionKey: string;
  event: Event;
}

/** Publishes rows, in order within each key. Resolves with the ids that were not acknowledged, and why. Never rejects. */
export type PublishEvents = (topic: Topic, rows: readonly OutboxRow[]) => Promise<Map<string, string>>;

export function eventPublisher(sidecar: Sidecar): PublishEvents {
  return (topic, rows) =>
    sidecar.publishBulk(
      pubsubOf[topic],
      topic,
      rows.map(({ id, event, partitionKey }) => ({ id, event, partitionKey })),
    );
}
