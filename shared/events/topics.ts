/** Kafka topics. The backend is the only producer of all three. */
export const topics = ['task-events', 'reminders', 'task-updates'] as const;
export type Topic = (typeof topics)[number];

/** Dapr component names. `broadcast` gives every websocket replica every event; `pubsub` one replica of each service. */
export const components = {
  pubsub: 'pubsub',
  broadcast: 'broadcast',
  stateStore: 'statestore',
  secretStore: 'secrets',
  reminderCheck: 'reminder-check',
} as const;

/** The pub/sub component that carries a topic. */
export const pubsubOf: Record<Topic, string> = {
  'task-events': components.pubsub,
  reminders: components.pubsub,
  'task-updates': components.broadcast,
};

/** Dapr application ids: the name of each service to the others. */
export const appIds = {
  backend: 'backend',
  notification: 'notification',
  recurring: 'recurring',
  websocket: 'websocket',
} as const;

/** Names the topic for events that the consumer of a topic refused or could not process. */
export function deadLetterTopic(topic: Topic): string {
  return `${topic}.dead-letter`;
}
