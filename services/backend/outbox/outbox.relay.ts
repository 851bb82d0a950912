import { setTimeout as delay } from 'node:timers/promises';
import type { Orm, Transaction } from '../../../shared/database/orm.ts';
import { type Topic, topics } from '../../../shared/events/topics.ts';
import { Counter, Gauge, type Registry } from '../../../shared/http/metrics.ts';
import type { Logger } from '../../../shared/logger.ts';
import type { OutboxRow, PublishEvents } from './event.publisher.ts';
import { WakeSignal } from './wake-signal.ts';

/** Bounds of one bulk publish: the sidecar takes 4 MiB a request. */
const maxEvents = 1000;
const maxBytes = 3_000_000;
/** Only covers a crash between commit and wake, or rows that another replica left. */
const pollMs = 1000;
const firstBackOffMs = 100;
const longestBackOffMs = 5000;

export interface OutboxRelay {
  /** Something was committed. */
  wake(): void;
  /** Resolves when the batches under way are done. */
  stop(): Promise<void>;
}

export interface RelayDependencies {
  orm: Orm;
  publish: PublishEvents;
  logger: Logger;
  metrics: Registry;
}

/**
 * Publishes what the outbox holds: one independent loop a topic, in order of `sequence` within each key, with any number of
 * replicas. Rows are deleted in the transaction that read them, and only after the sidecar acknowledged them; a crash
 * between the two publishes them again, under the same ids.
 */
export function startOutboxRelay(dependencies: RelayDependencies): OutboxRelay {
  const { orm, metrics } = dependencies;
  const stopping = new AbortController();
  const published = new Counter({
    name: 'outbox_published_total',
    help: 'Events the sidecar acknowledged',
    labelNames: ['topic'],
    registers: [metrics],
  });
  new Gauge({
    name: 'outbox_depth',
    help: 'Events committed and not yet published',
    labelNames: ['topic'],
    registers: [metrics],
    async collect() {
      const rows = await orm.em.execute<{ topic: string; depth: string }[]>(
        'select topic, count(*) as depth from outbox_event group by topic',
      );
      for (const topic of topics) this.set({ topic }, Number(rows.find((row) => row.topic === topic)?.depth ?? 0));
    },
  });
  const signals = topics.map(() => new WakeSignal());
  const loops = topics.map((topic, index) =>
    relayTopic(topic, dependencies, signals[index]!, stopping.signal, (count) => published.inc({ topic }, count)),
  );
  return {
    wake() {
      for (const signal of signals) signal.wake();
    },
    async stop() {
      stopping.abort();
      for (const signal of signals) signal.wake();
      await Promise.all(loops);
    },
  };
}

async function relayTopic(
  topic: Topic,
  { orm, publish, logger }: RelayDependencies,
  woken: WakeSignal,
  stopping: AbortSignal,
  onPublished: (count: number) => void,
): Promise<void> {
  let backOffMs = 0;
  woken.wake(); // for what an earlier process left
  while (!stopping.aborted) {
    if (backOffMs) await delay(backOffMs, undefined, { signal: stopping }).catch(() => undefined);
    else await woken.wait(pollMs);
    try {
      let batch: BatchResult;
      do {
        batch = await orm.em.fork().transactional((tx) => relayBatch(tx, topic, publish));
        onPublished(batch.published);
      } while (batch.published > 0 && batch.failures.size === 0 && !stopping.aborted);
      if (batch.failures.size > 0) throw new PublishFailed(batch);
      backOffMs = 0;
    } catch (error) {
      // Where some keys got through, the others do not make them wait long.
      const partly = error instanceof PublishFailed && error.published > 0;
      backOffMs = partly ? firstBackOffMs : Math.min(Math.max(backOffMs * 2, firstBackOffMs), longestBackOffMs);
      logger.warn(
        { topic, reason: String(error), backOffMs },
        'Events could not be published; they stay in the outbox.',
      );
    }
  }
}

class PublishFailed extends Error {
  override name = 'PublishFailed';
  readonly published: number;

  constructor({ failures, published }: BatchResult) {
    super(`${failures.size} events failed, ${published} were published; the first: ${failures.values().next().value}`);
    this.published = published;
  }
}

interface BatchResult {
  published: number;
  failures: Map<string, string>;
}

/** One batch, alone among all replicas: the lock is held until the rows that were published are deleted. */
async function relayBatch(tx: Transaction, topic: Topic, publish: PublishEvents): Promise<BatchResult> {
  await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`outbox:${topic}`]);
  const rows = await tx.execute<OutboxRow[]>(
    `select id, sequence, partition_key as "partitionKey", event
       from (select *, sum(octet_length(event::text)) over (order by sequence) as bytes
               from (select * from outbox_event where topic = ? order by sequence limit ?) oldest) batch
      where bytes <= ? or sequence = (select min(sequence) from outbox_event where topic = ?)
      order by sequence`,
    [topic, maxEvents, maxBytes, topic],
  );
  if (rows.length === 0) return { published: 0, failures: new Map() };
  const failures = await publish(topic, rows);
  const done = beforeFirstFailure(rows, failures);
  if (done.length) await tx.execute('delete from outbox_event where id = any(?::uuid[])', [`{${done.join(',')}}`]);
  return { published: done.length, failures };
}

/** A key is republished from its first failure: what was acknowledged behind it would otherwise overtake it. */
function beforeFirstFailure(rows: readonly OutboxRow[], failures: Map<string, string>): string[] {
  if (failures.size === 0) return rows.map((row) => row.id);
  const blocked = new Set<string>();
  const done: string[] = [];
  for (const { id, partitionKey } of rows) {
    if (failures.has(id)) blocked.add(partitionKey);
    if (!blocked.has(partitionKey)) done.push(id);
  }
  return done;
}
