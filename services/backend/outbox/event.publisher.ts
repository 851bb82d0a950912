import type { Sidecar } from '../../../shared/dapr/sidecar.ts';
import type { Event } from '../../../shared/events/events.ts';
import { pubsubOf, type Topic } from '../../../shared/events/topics.ts';
import { Histogram, type Registry } from '../../../shared/http/metrics.ts';
import { recordSpan, SpanKind } from '../../../shared/trace.ts';

export interface OutboxRow {
  id: string;
  sequence: string;
  partitionKey: string;
  event: Event;
}

/** Publishes rows in order within each key. Resolves with the ids that were not acknowledged, each with the reason. Never rejects. */
export type PublishEvents = (topic: Topic, rows: readonly OutboxRow[]) => Promise<Map<string, string>>;

export function eventPublisher(sidecar: Sidecar, metrics: Registry): PublishEvents {
  const latency = new Histogram({
    name: 'outbox_publish_seconds',
    help: 'From the commit of an event until the sidecar acknowledged it',
    labelNames: ['topic'],
    buckets: [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300, 3600],
    registers: [metrics],
  });
  return async (topic, rows) => {
    const entries = rows.map(({ id, event, partitionKey }) => ({ id, event, partitionKey }));
    const failures = await sidecar.publishBulk(pubsubOf[topic], topic, entries);
    const attributes = { 'messaging.system': 'dapr', 'messaging.destination.name': topic };
    for (const { id, event } of rows) {
      if (failures.has(id)) continue;
      const startTime = new Date(event.time);
      latency.observe({ topic }, Math.max(0, Date.now() - startTime.getTime()) / 1000);
      recordSpan(`publish ${topic}`, { kind: SpanKind.PRODUCER, parent: event.traceparent, startTime, attributes });
    }
    return failures;
  };
}
