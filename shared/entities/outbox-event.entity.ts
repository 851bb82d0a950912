import { defineEntity, type Opt, p } from '@mikro-orm/core';
import type { Topic } from '../events/topics.ts';

/** An event that is committed but not yet published. The relay deletes it once the sidecar has acknowledged it. */
const OutboxEventSchema = defineEntity({
  name: 'OutboxEvent',
  tableName: 'outbox_event',
  properties: {
    topic: p.text().$type<Topic>().primary(),
    /** Assigned while the task's row is locked: the order of a task's events is the order of its changes. */
    sequence: p.bigint('string').$type<Opt<string>>().primary().autoincrement().generated('by default as identity'),
    /** Also the CloudEvent's `id`, so that a republished event is recognised. */
    id: p.uuid(),
    partitionKey: p.text(),
    ownerId: p.uuid(),
    /** The whole CloudEvent. */
    event: p.json<object>().columnType('json'),
    createdAt: p.datetime(3),
  },
});

export class OutboxEvent extends OutboxEventSchema.class {}
OutboxEventSchema.setClass(OutboxEvent);
