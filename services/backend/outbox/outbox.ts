import type { Transaction } from '../../../shared/database/orm.ts';
import { OutboxEvent } from '../../../shared/entities/index.ts';
import { cloudEvent, type EventContent } from '../../../shared/events/cloud-event.ts';
import type { Topic } from '../../../shared/events/topics.ts';

export interface NewEvent {
  topic: Topic;
  /** Events of one key keep their order. */
  partitionKey: string;
  ownerId: string;
  content: EventContent;
}

/** Adds events to the transaction: they are published if it commits, and never otherwise. */
export function addToOutbox(tx: Transaction, now: Date, events: NewEvent[]): void {
  for (const { topic, partitionKey, ownerId, content } of events) {
    const event = cloudEvent(content, now);
    tx.persist(tx.create(OutboxEvent, { id: event.id, topic, partitionKey, ownerId, event, createdAt: now }));
  }
}
