import { z } from 'zod';
import type { Subscription } from '../../../shared/dapr/consumer.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import { components, deadLetterTopic, type Topic, topics } from '../../../shared/events/topics.ts';
import { Counter, type Registry } from '../../../shared/http/metrics.ts';
import type { Logger } from '../../../shared/logger.ts';

interface Dependencies {
  orm: Orm;
  logger: Logger;
  metrics: Registry;
}

/** Anything may be a dead letter. Its id, which every CloudEvent has, identifies it. */
const deadLetter = z.looseObject({ id: z.string().max(200) });

/** Counts dead letters and keeps them in the database, where they can be read and replayed. */
export function deadLetterSubscriptions({
  orm,
  logger,
  metrics,
}: Dependencies): Subscription<z.output<typeof deadLetter>>[] {
  const counter = new Counter({
    name: 'dead_letters_total',
    help: 'Events that ended in a dead-letter topic',
    labelNames: ['topic'],
    registers: [metrics],
  });
  return topics.map((topic) => ({
    pubsubname: components.pubsub,
    topic: deadLetterTopic(topic),
    schema: deadLetter,
    async handle(received) {
      const event = storable(received);
      await storeDeadLetter(orm, topic, event);
      counter.inc({ topic });
      logger.error({ topic, eventId: event.id }, 'A dead letter was recorded.');
    },
  }));
}

const ownedEvent = z.object({ data: z.object({ ownerId: z.uuid() }) });

/**
 * Stores a dead letter once, however often it is delivered, and not at all if the account of its owner has been deleted. The lock
 * on the user's row makes a deletion of the account wait, and then remove the letter too.
 */
async function storeDeadLetter(orm: Orm, topic: Topic, event: z.output<typeof deadLetter>): Promise<void> {
  const ownerId = ownedEvent.safeParse(event).data?.data.ownerId ?? null;
  await orm.em.fork().execute(
    `insert into dead_letter (topic, event_id, event, received_at) select ?, ?, cast(? as jsonb), ?
      where cast(? as uuid) is null or exists (select from "user" where id = cast(? as uuid) for key share)
     on conflict (topic, event_id) do nothing`,
    [topic, event.id, JSON.stringify(event), new Date(), ownerId, ownerId],
  );
}

/**
 * Replaces NUL and lone surrogates, which JSON can express but PostgreSQL cannot hold. Otherwise a letter that failed because of
 * them would be delivered again for ever.
 */
function storable<Event>(event: Event): Event {
  const escapes = /\\(u0000|ud[89a-f][0-9a-f]{2}|.)/gs;
  const json = JSON.stringify(event).replace(escapes, (match, code) => (code.length > 1 ? '\ufffd' : match));
  return JSON.parse(json);
}
