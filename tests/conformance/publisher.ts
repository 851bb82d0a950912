import { randomUUID } from 'node:crypto';
import type { BulkEntry } from '../../shared/dapr/sidecar.publish.ts';
import type { Sidecar } from '../../shared/dapr/sidecar.ts';
import { eventually } from '../support/eventually.ts';
import type { TestEvent } from './test-app.ts';

export const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

/** Returns a CloudEvent like those of the outbox. `failures` is how often its consumer returns RETRY; -1 means always. */
export function testEvent(subject: string, position = 0, failures = 0) {
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: '/conformance',
    type: 'conformance.event.v1',
    subject,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    traceparent,
    data: { failures, position },
  } satisfies TestEvent;
}

export function entriesOf(events: { id: string; subject: string }[]): BulkEntry[] {
  return events.map((event) => ({ id: `entry-${event.id}`, event, partitionKey: event.subject }));
}

/** Publishes like the outbox relay: repeats unacknowledged events in order until all are acknowledged. */
export async function publishLikeAnOutbox(
  sidecar: Sidecar,
  pubsub: string,
  topic: string,
  events: { id: string; subject: string }[],
): Promise<void> {
  let left = entriesOf(events);
  await eventually(`${events.length} events are acknowledged`, async () => {
    const failed = await sidecar.publishBulk(pubsub, topic, left);
    left = left.filter(({ id }) => failed.has(id));
    return left.length === 0;
  });
}
