import { escapeLiteral, type Pool, type PoolClient, type QueryResult } from 'pg';
import type { Topic } from '../../../shared/events/topics.ts';
import type { OutboxRow, PublishEvents } from './event.publisher.ts';

/** These bound one bulk publish, and the time for which it makes others wait. The sidecar takes 4 MiB a request. */
const maxEvents = 1000;
const maxBytes = 1_000_000;
/** This bounds what is published again after a crash. */
const maxBatches = 10;

export interface RelayResult {
  published: number;
  /** Ids that were not acknowledged, and why. */
  failures: Map<string, string>;
  /** True when the outbox may hold more events that can be published now. */
  more: boolean;
}

/**
 * Publishes up to ten batches of one topic. Only one replica does so at a time: it holds a lock until the rows that it
 * published are deleted. While one batch is published, the one before it is deleted and the next one is read. This speaks to
 * the driver and not through the ORM, because statements that follow each other then share a round trip: a single event
 * costs two.
 */
export async function relayBatches(pool: Pool, topic: Topic, publish: PublishEvents): Promise<RelayResult> {
  const client = await pool.connect();
  try {
    const result = await publishBatches(client, topic, publish);
    client.release();
    return result;
  } catch (error) {
    client.release(true); // closes the connection: rolls back, and gives up the lock
    throw error;
  }
}

async function publishBatches(client: PoolClient, topic: Topic, publish: PublishEvents): Promise<RelayResult> {
  let batch = batchOf(await run(client, begin(topic), selectAfter('0', topic)));
  let published = 0;
  let removal: Promise<unknown> | undefined;
  for (let count = 1; ; count += 1) {
    const isLast = batch.complete || count === maxBatches;
    const following = isLast ? undefined : run(client, selectAfter(batch.rows.at(-1)!.sequence, topic));
    const [failures, next] = await Promise.all([publishAll(publish, topic, batch.rows), following, removal]);
    const done = beforeFirstFailure(batch.rows, failures);
    published += done.length;
    const isOver = !next || failures.size > 0;
    removal = run(client, ...(done.length > 0 ? [remove(topic, done)] : []), ...(isOver ? ['commit'] : []));
    if (isOver) {
      await removal;
      return { published, failures, more: failures.size === 0 && !batch.complete };
    }
    batch = batchOf(next);
  }
}

/** Runs statements in one round trip and returns the result of the last. No part of them comes from outside. */
async function run(client: PoolClient, ...statements: string[]): Promise<QueryResult> {
  const results = (await client.query(statements.join('; '))) as QueryResult | QueryResult[];
  return Array.isArray(results) ? results.at(-1)! : results;
}

function begin(topic: Topic): string {
  // The delete need not wait for the disk: when a power failure undoes it, the events are only published again. The oldest
  // rows are found by the index: every other plan would read all rows that were deleted since the last vacuum.
  return `begin; set local synchronous_commit = off;
    set local enable_bitmapscan = off; set local enable_seqscan = off; set local enable_sort = off;
    select pg_advisory_xact_lock(hashtextextended(${escapeLiteral(`outbox:${topic}`)}, 0))`;
}

/** Reads as many rows as one request to the sidecar may hold, and at least one if there is any. */
function selectAfter(sequence: string, topic: Topic): string {
  // Only what fits into one request leaves the database: a thousand large events would take a hundred times as much memory.
  return `select id, sequence, "partitionKey", event, candidates
            from (select id, sequence, partition_key as "partitionKey", event::text as event,
                         sum(octet_length(event::text)) over (order by sequence) as bytes,
                         row_number() over (order by sequence) as place, count(*) over () as candidates
                    from (select * from outbox_event where topic = ${escapeLiteral(topic)} and sequence > ${escapeLiteral(sequence)}
                           order by sequence limit ${maxEvents}) oldest) measured
           where bytes <= ${maxBytes} or place = 1
           order by sequence`;
}

function remove(topic: Topic, rows: readonly OutboxRow[]): string {
  const sequences = rows.map(({ sequence }) => sequence);
  return `delete from outbox_event where topic = ${escapeLiteral(topic)} and sequence = any('{${sequences}}'::bigint[])`;
}

interface Batch {
  rows: OutboxRow[];
  /** True when the outbox held no further row when the batch was read. */
  complete: boolean;
}

function batchOf({ rows: read }: QueryResult): Batch {
  const candidates = Number(read[0]?.candidates ?? 0);
  const rows = read.map(({ id, sequence, partitionKey, event }) => ({
    id,
    sequence,
    partitionKey,
    event: JSON.parse(event),
  }));
  return { rows, complete: rows.length === candidates && candidates < maxEvents };
}

async function publishAll(publish: PublishEvents, topic: Topic, rows: OutboxRow[]): Promise<Map<string, string>> {
  return rows.length > 0 ? publish(topic, rows) : new Map();
}

/** A key is published again from its first failure: otherwise the events behind that one would overtake it. */
function beforeFirstFailure(rows: readonly OutboxRow[], failures: Map<string, string>): readonly OutboxRow[] {
  if (failures.size === 0) return rows;
  const blocked = new Set<string>();
  return rows.filter(({ id, partitionKey }) => {
    if (failures.has(id)) blocked.add(partitionKey);
    return !blocked.has(partitionKey);
  });
}
