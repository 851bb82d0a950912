import { randomUUID } from 'node:crypto';
import { createSidecar } from '../../shared/dapr/sidecar.ts';
import { pubsubOf, topics } from '../../shared/events/topics.ts';
import { eventually } from '../support/eventually.ts';
import type { Scene } from './scene.ts';

/** Publishes an event that no consumer can process to each topic. Resolves when all are recorded as dead letters. */
export async function publishPoison({ replicas, system, database, poison }: Scene): Promise<void> {
  const { sidecarPort: port } = replicas.find(({ service }) => service === 'backend')!;
  const sidecar = createSidecar({ port, apiToken: system.secrets.tokens.backend.apiToken });
  for (const topic of topics) {
    const event = {
      specversion: '1.0',
      id: randomUUID(),
      source: '/faults',
      type: 'task.exploded.v9',
      subject: randomUUID(),
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      data: {},
    };
    const failed = await sidecar.publishBulk(pubsubOf[topic], topic, [
      { id: event.id, event, partitionKey: event.subject },
    ]);
    if (failed.size > 0) throw new Error(`The poison was not published: ${failed.get(event.id)}`);
    poison.push({ topic, id: event.id });
  }
  await eventually(
    'the poison is recorded',
    async () => {
      const { rowCount } = await database.query('select from dead_letter where event_id = any($1)', [
        poison.map(({ id }) => id),
      ]);
      return rowCount === poison.length;
    },
    60_000,
  );
}
