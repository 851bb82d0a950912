import { type Subscription, subscriptionTo } from '../../shared/dapr/consumer.ts';
import { type UpdateEvent, updateEvent } from '../../shared/events/events.ts';
import { Counter, type Registry } from '../../shared/http/metrics.ts';
import { currentTraceparent } from '../../shared/trace.ts';
import type { SocketHub } from './socket.hub.ts';

/** Subscribes to all updates. Every replica gets every event, though most owners are connected to another one or not at all. */
export function updateSubscription(hub: SocketHub, metrics: Registry): Subscription<UpdateEvent> {
  const frames = new Counter({
    name: 'websocket_frames_total',
    help: 'Frames sent to sockets',
    labelNames: ['type'],
    registers: [metrics],
  });
  return subscriptionTo('task-updates', {
    // One request for each event would cost more than its frames. The wait delays the page, so it is short.
    bulk: { maxMessagesCount: 100, maxAwaitDurationMs: 2 },
    schema: updateEvent,
    async handle(event) {
      const { ownerId } = event.data;
      if (!hub.has(ownerId)) return;
      if (event.type === 'session.ended.v1') {
        hub.endSessions(ownerId, event.data.sessionVersion, event.data.sessionId);
      } else {
        const frame = frameOf(event);
        frames.inc({ type: frame.type }, hub.send(ownerId, Buffer.from(JSON.stringify(frame))));
      }
    },
  });
}

type ShownEvent = Exclude<UpdateEvent, { type: 'session.ended.v1' }>;

const frameTypes = {
  'task.changed.v1': 'task.changed',
  'list.changed.v1': 'list.changed',
  'reminder.due.v1': 'reminder.due',
} as const;

/** A client gets the event without its internal attributes, and with the trace of its delivery. */
function frameOf({ id, type, time, data: { ownerId: _, ...data } }: ShownEvent) {
  const traceparent = currentTraceparent();
  return { id, type: frameTypes[type], time, ...(traceparent && { traceparent }), data };
}
