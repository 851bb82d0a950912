import { defineEntity, p } from '@mikro-orm/core';

/** An event that a consumer refused or could not process, kept until someone replays or deletes it. */
const DeadLetterSchema = defineEntity({
  name: 'DeadLetter',
  tableName: 'dead_letter',
  properties: {
    id: p.bigint('string').primary(),
    /** The topic to which the event was published. */
    topic: p.text(),
    eventId: p.text(),
    event: p.json<unknown>(),
    receivedAt: p.datetime(3),
  },
  uniques: [{ properties: ['topic', 'eventId'] }],
});

export class DeadLetter extends DeadLetterSchema.class {}
DeadLetterSchema.setClass(DeadLetter);
