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
const batchesPerTurn = 5;
/** How long commits gather, so that they go out together. Only a person who looks at a page notices milliseconds: a live
 * update waits only while there are many. */
const gatherMs = 10;
/** Only covers a crash between commit and wake, or rows that another replica left. */
const pollMs = 1000;
const firstBackOffMs = 100;
const longestBackOffMs = 5000;

export interface OutboxRelay {
  /** Events of these topics were committed. */
  wake(topics: ReadonlySet<Topic>): void;
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
  const signals = new Map(topics.map((topic) => [topic, new WakeSignal()]));
  const loops = [...signals].map(([topic, signal]) =>
    relayTopic(topic, dependencies, signal, stopping.signal, (count) => published.inc({ topic }, count)),
  );
  return {
    wake(added) {
      for (const topic of added) signals.get(topic)?.wake();
    },
    async stop() {
      stopping.abort();
      for (const signal of signals.values()) signal.wake();
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
  let busy = false;
  woken.wake(); // for what an earlier process left
  while (!stopping.aborted) {
    if (backOffMs) await delay(backOffMs, undefined, { signal: stopping }).catch(() => undefined);
    else await woken.wait(pollMs);
    if (topic !== 'task-updates' || busy) await delay(gatherMs);
    try {
      let turn: Turn;
      do {
        turn = await orm.em.fork().transactional((tx) => takeTurn(tx, topic, publish));
        onPublished(turn.published);
      } while (turn.more && !stopping.aborted);
      backOffMs = 0;
      busy = turn.published > 1;
      if (turn.failures.size === 0) continue;
      // Where some keys got through, the others do not make them wait long.
      backOffMs = turn.published > 0 ? firstBackOffMs : longer(backOffMs);
      const [reason] = turn.failures.values();
      logger.warn({ topic, failed: turn.failures.size, reason, backOffMs }, notPublished);
    } catch (error) {
      backOffMs = longer(backOffMs);
      logger.warn({ topic, reason: String(error), backOffMs }, notPublished);
    }
  }
}

const notPublished = 'Events could not be published; they stay in the outbox.';

function longer(backOffMs: number): number {
  return Math.min(Math.max(backOffMs * 2, firstBackOffMs), longestBackOffMs);
}

interface Turn {
  published: number;
  failures: Map<string, string>;
  /** Whether the outbox may hold more that can be published at once. */
  more: boolean;
}

/**
 * A few batches, alone among all replicas: the lock is held until the rows that were published are deleted. While one batch
 * is published the next is read; how many batches a turn has bounds what a crash publishes again.
 */
async function takeTurn(tx: Transaction, topic: Topic, publish: PublishEvents): Promise<Turn> {
  // A delete that a power failure undoes means a publish more, so it need not wait for the disk.
  await tx.execute(
    `select pg_advisory_xact_lock(hashtextextended(?, 0)), set_config('synchronous_commit', 'off', true)`,
    [`outbox:${topic}`],
  );
  let published = 0;
  let batch = await readBatch(tx, topic, '0');
  for (let count = 1; batch.rows.length > 0; count += 1) {
    const next = batch.last || count === batchesPerTurn ? undefined : readBatch(tx, topic, batch.rows.at(-1)!.sequence);
    const [failures, following] = await Promise.all([publish(topic, batch.rows), next]);
    const done = beforeFirstFailure(batch.rows, failures);
    if (done.length) await tx.execute('delete from outbox_event where id = any(?::uuid[])', [`{${done.join(',')}}`]);
    published += done.length;
    if (failures.size > 0 || !following) return { published, failures, more: failures.size === 0 && !batch.last };
    batch = following;
  }
  return { published, failures: new Map(), more: false };
}

interface Batch {
  rows: OutboxRow[];
  /** There were no more rows when it was read. */
  last: boolean;
}

/** The oldest rows behind `sequence`, as many as one request to the sidecar may hold; at least one, if there is any. */
async function readBatch(tx: Transaction, topic: Topic, sequence: string): Promise<Batch> {
  const candidates = await tx.execute<(OutboxRow & { bytes: string })[]>(
    `select id, sequence, partition_key as "partitionKey", event, sum(octet_length(event::text)) over (order by sequence) as bytes
       from (select * from outbox_event where topic = ? and sequence > ? order by sequence limit ?) oldest
      order by sequence`,
    [topic, sequence, maxEvents],
  );
  const rows = candidates.filter((row, index) => index === 0 || Number(row.bytes) <= maxBytes);
  return { rows, last: rows.length === candidates.length && candidates.length < maxEvents };
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
