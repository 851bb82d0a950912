import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { type Topic, topics } from '../../../shared/events/topics.ts';
import { Counter, Gauge, type Registry } from '../../../shared/http/metrics.ts';
import type { Logger } from '../../../shared/logger.ts';
import type { PublishEvents } from './event.publisher.ts';
import { type RelayResult, relayBatches } from './outbox.batch.ts';
import { WakeSignal } from './wake-signal.ts';

/**
 * The relay waits this long after a commit, so that the events of several commits are published together. Live updates wait only
 * while there are many of them, because people notice the delay.
 */
const gatherMs = 10;
/** The poll only covers a crash between commit and wake, and rows that another replica left. */
const pollMs = 1000;
const firstBackOffMs = 100;
const longestBackOffMs = 5000;

export interface OutboxRelay {
  /** Tells the relay that events of these topics were committed. */
  wake(topics: ReadonlySet<Topic>): void;
  /** Stops the relay, and resolves when the batches under way are done. */
  stop(): Promise<void>;
}

export interface RelayDependencies {
  pool: Pool;
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
  const { pool, metrics } = dependencies;
  const stopping = new AbortController();
  const published = new Counter({
    name: 'outbox_published_total',
    help: 'Events the sidecar acknowledged',
    labelNames: ['topic'],
    registers: [metrics],
  });
  const age = new Gauge({
    name: 'outbox_oldest_seconds',
    help: 'How long the oldest event that is not published has been waiting',
    labelNames: ['topic'],
    registers: [metrics],
  });
  new Gauge({
    name: 'outbox_depth',
    help: 'Events committed and not yet published',
    labelNames: ['topic'],
    registers: [metrics],
    async collect() {
      const { rows } = await pool.query(
        `select topic, count(*) as depth, greatest(0, extract(epoch from now() - min(created_at))) as age
           from outbox_event group by topic`,
      );
      for (const topic of topics) {
        const found = rows.find((row) => row.topic === topic);
        this.set({ topic }, Number(found?.depth ?? 0));
        age.set({ topic }, Number(found?.age ?? 0));
      }
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
  { pool, publish, logger }: RelayDependencies,
  woken: WakeSignal,
  stopping: AbortSignal,
  onPublished: (count: number) => void,
): Promise<void> {
  let backOffMs = 0;
  let busy = false;
  woken.wake(); // an earlier process may have left events
  while (!stopping.aborted) {
    if (backOffMs) await delay(backOffMs, undefined, { signal: stopping }).catch(() => undefined);
    else await woken.wait(pollMs);
    if (topic !== 'task-updates' || busy) await delay(gatherMs);
    try {
      let result: RelayResult;
      do {
        result = await relayBatches(pool, topic, publish);
        onPublished(result.published);
      } while (result.more && !stopping.aborted);
      busy = result.published > 1;
      backOffMs = result.failures.size > 0 ? longer(backOffMs) : 0;
      // When some keys were published, the failed ones must not delay them for long.
      if (result.published > 0) backOffMs = Math.min(backOffMs, firstBackOffMs);
      if (result.failures.size === 0) continue;
      const [reason] = result.failures.values();
      logger.warn({ topic, failed: result.failures.size, reason, backOffMs }, notPublished);
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
