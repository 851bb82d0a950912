import { v7 as uuidv7 } from 'uuid';
import { currentTraceparent } from '../trace.ts';
import type { Event } from './events.ts';

type Envelope = 'specversion' | 'id' | 'source' | 'time' | 'datacontenttype' | 'traceparent';
/** The type, subject and data of an event. The type distributes over the union of events, so that data fits type. */
export type EventContent = Event extends infer E ? (E extends Event ? Omit<E, Envelope> : never) : never;

/** Makes a new CloudEvent. Its id stays the same however often it is published. */
export function cloudEvent(content: EventContent, at: Date): Event {
  const traceparent = currentTraceparent();
  return {
    specversion: '1.0',
    id: uuidv7({ msecs: at.getTime() }),
    source: '/todo/backend',
    time: at.toISOString(),
    datacontenttype: 'application/json',
    ...(traceparent ? { traceparent } : {}),
    ...content,
  } as Event;
}
