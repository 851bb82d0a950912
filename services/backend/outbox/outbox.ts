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

const topicsAdded = new WeakMap<Transaction, Set<Topic>>();

export function topicsAddedIn(tx: Transaction): ReadonlySet<Topic> {
  return topicsAdded.get(tx) ?? new Set();
}

/** Adds events to the transaction: they are published if it commits, and never otherwise. */
export function addToOutbox(tx: Transaction, now: Date, events: NewEvent[]): void {
  topicsAdded.set(tx, new Set([...topicsAddedIn(tx), ...events.map(({ topic }) => topic)]));
  for (const { topic, partitionKey, ownerId, content } of events) {
    const event = cloudEvent(content, now);
    tx.persist(tx.create(OutboxEvent, { id: event.id, topic, partitionKey, ownerId, event, createdAt: now }));
  }
}
