import type { StateDatabase } from '../database.ts';
import type { StoredEvent } from './event.ts';

export interface DeadLetter {
  appId: string;
  pubsub: string;
  topic: string;
  reason: string;
  event: StoredEvent;
}

/** Stores dead letters that no app subscribes to. A real broker would keep them in their topic. */
export interface DeadLetterStore {
  store(letter: DeadLetter): Promise<void>;
}

/** Stores dead letters in the database of the state store. To list them there: `select topic, event_id, reason, event from dead_letter`. */
export function createDeadLetterStore(database: StateDatabase): DeadLetterStore {
  return {
    async store({ appId, pubsub, topic, reason, event }) {
      await database.query(
        `insert into dead_letter (app_id, pubsub, topic, event_id, reason, event) values ($1, $2, $3, $4, $5, $6)`,
        [appId, pubsub, topic, event.id, reason, event.json],
      );
    },
  };
}
