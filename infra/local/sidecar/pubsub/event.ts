import { randomBytes, randomUUID } from 'node:crypto';

/** An event on its way: a CloudEvent as it will be delivered, and the key that orders it. */
export interface StoredEvent {
  id: string;
  /** The topic it was published to. */
  topic: string;
  key: string;
  cloudEvent: Record<string, unknown>;
  /** The same as text, written once however often it is delivered. */
  json: string;
}

export interface Published {
  pubsub: string;
  topic: string;
  appId: string;
  contentType: string;
  data: unknown;
  /** Without one the event is ordered with nothing. */
  partitionKey: string | undefined;
}

/** Makes of what an app published what daprd would: https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-cloudevents/ */
export function toEvent({ pubsub, topic, appId, contentType, data, partitionKey }: Published): StoredEvent {
  const isCloudEvent = contentType.startsWith('application/cloudevents+json');
  const base = isCloudEvent ? cloudEventOf(data) : envelope(data, contentType, appId);
  // As daprd: an event that has no traceid loses its traceparent.
  const traceparent = newTraceparent();
  const trace = 'traceid' in base ? {} : { traceid: traceparent, traceparent };
  const cloudEvent = { tracestate: '', time: new Date().toISOString(), ...base, ...trace, topic, pubsubname: pubsub };
  return stored(topic, partitionKey, cloudEvent);
}

/** A dead letter is the event as it was delivered; daprd leaves its topic as it is, too. */
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
