import { randomBytes, randomUUID } from 'node:crypto';

/** A CloudEvent as it will be delivered, with the key by which it is ordered. */
export interface StoredEvent {
  id: string;
  /** The topic to which the event was published. */
  topic: string;
  key: string;
  cloudEvent: Record<string, unknown>;
  /** The event as JSON text, which is made once for all deliveries. */
  json: string;
}

export interface Published {
  pubsub: string;
  topic: string;
  appId: string;
  contentType: string;
  data: unknown;
  /** The partition key. Without one, the event has no order relative to others. */
  partitionKey: string | undefined;
}

/** Converts a published message to a CloudEvent as daprd does: https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-cloudevents/ */
export function toEvent({ pubsub, topic, appId, contentType, data, partitionKey }: Published): StoredEvent {
  const isCloudEvent = contentType.startsWith('application/cloudevents+json');
  const base = isCloudEvent ? cloudEventOf(data) : envelope(data, contentType, appId);
  // Like daprd, an event without traceid loses its traceparent.
  const traceparent = newTraceparent();
  const trace = 'traceid' in base ? {} : { traceid: traceparent, traceparent };
  const cloudEvent = { tracestate: '', time: new Date().toISOString(), ...base, ...trace, topic, pubsubname: pubsub };
  return stored(topic, partitionKey, cloudEvent);
}

/** Returns the event for another topic. Like daprd, it keeps the original topic in the CloudEvent. */
export function toTopic(topic: string, event: StoredEvent): StoredEvent {
  return { ...event, topic };
}

function stored(topic: string, key: string | undefined, cloudEvent: Record<string, unknown>): StoredEvent {
  const id = String(cloudEvent.id);
  return { id, topic, key: key ?? `unordered:${randomUUID()}`, cloudEvent, json: JSON.stringify(cloudEvent) };
}

function cloudEventOf(data: unknown): Record<string, unknown> {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new Error('A CloudEvent is a JSON object');
  const {
    id = randomUUID(),
    specversion = '1.0',
    source = 'Dapr',
    type = 'com.dapr.event.sent',
    ...rest
  } = data as Record<string, unknown>;
  return { specversion, id, source, type, ...rest };
}

function envelope(data: unknown, datacontenttype: string, source: string): Record<string, unknown> {
  return { specversion: '1.0', id: randomUUID(), source, type: 'com.dapr.event.sent', datacontenttype, data };
}

function newTraceparent(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}
