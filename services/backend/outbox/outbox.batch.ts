import { escapeLiteral, type Pool, type PoolClient, type QueryResult } from 'pg';
import type { Topic } from '../../../shared/events/topics.ts';
import type { OutboxRow, PublishEvents } from './event.publisher.ts';

/** Bounds of one bulk publish: the sidecar takes 4 MiB a request. */
const maxEvents = 1000;
const maxBytes = 3_000_000;
/** Bounds what a crash publishes again. */
const batchesPerTurn = 10;

export interface Turn {
  published: number;
  /** Ids that were not acknowledged, and why. */
  failures: Map<string, string>;
  /** Whether the outbox may hold more that can be published at once. */
  more: boolean;
}

/**
 * Publishes a few batches, alone among all replicas: the lock is held until the rows that were published are deleted. While
 * one batch is published the one before it is removed and the next is read. Statements that follow each other share a round trip, which is why this speaks
 * to the driver and not through the ORM: a single event costs two.
 */
export async function takeTurn(pool: Pool, topic: Topic, publish: PublishEvents): Promise<Turn> {
  const client = await pool.connect();
  try {
    const turn = await publishBatches(client, topic, publish);
    client.release();
    return turn;
  } catch (error) {
    client.release(true); // closes the connection: rolls back, and gives up the lock
    throw error;
  }
}

async function publishBatches(client: PoolClient, topic: Topic, publish: PublishEvents): Promise<Turn> {
  let batch = batchOf(await run(client, begin(topic), selectAfter('0', topic)));
  let published = 0;
  let removal: Promise<unknown> | undefined;
  for (let count = 1; ; count += 1) {
    const isLast = batch.complete || count === batchesPerTurn;
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

/** Runs statements in one round trip; answers the result of the last. Nothing in them comes from outside. */
async function run(client: PoolClient, ...statements: string[]): Promise<QueryResult> {
  const results = (await client.query(statements.join('; '))) as QueryResult | QueryResult[];
  return Array.isArray(results) ? results.at(-1)! : results;
}

function begin(topic: Topic): string {
  // A delete that a power failure undoes means a publish more, so it need not wait for the disk. And a queue is read from
  // its end by the index: any other plan reads all that was deleted since the last vacuum, each time.
  return `begin; set local synchronous_commit = off;
    set local enable_bitmapscan = off; set local enable_seqscan = off; set local enable_sort = off;
    select pg_advisory_xact_lock(hashtextextended(${escapeLiteral(`outbox:${topic}`)}, 0))`;
}

function selectAfter(sequence: string, topic: Topic): string {
  return `select id, sequence, partition_key as "partitionKey", event::text as event,
                 sum(octet_length(event::text)) over (order by sequence) as bytes
            from (select * from outbox_event where topic = ${escapeLiteral(topic)} and sequence > ${escapeLiteral(sequence)}
                   order by sequence limit ${maxEvents}) oldest
           order by sequence`;
}

function remove(topic: Topic, rows: readonly OutboxRow[]): string {
  const sequences = rows.map(({ sequence }) => sequence);
  return `delete from outbox_event where topic = ${escapeLiteral(topic)} and sequence = any('{${sequences}}'::bigint[])`;
}

interface Batch {
  rows: OutboxRow[];
  /** There was nothing behind it when it was read. */
  complete: boolean;
}

/** As many rows as one request to the sidecar may hold; at least one, if there is any. */
function batchOf({ rows: candidates }: QueryResult): Batch {
  const rows = candidates
    .filter(({ bytes }, index) => index === 0 || Number(bytes) <= maxBytes)
    .map(({ id, sequence, partitionKey, event }) => ({ id, sequence, partitionKey, event: JSON.parse(event) }));
  return { rows, complete: rows.length === candidates.length && candidates.length < maxEvents };
}

async function publishAll(publish: PublishEvents, topic: Topic, rows: OutboxRow[]): Promise<Map<string, string>> {
  return rows.length > 0 ? publish(topic, rows) : new Map();
}

/** A key is republished from its first failure: what was acknowledged behind it would otherwise overtake it. */
function beforeFirstFailure(rows: readonly OutboxRow[], failures: Map<string, string>): readonly OutboxRow[] {
  if (failures.size === 0) return rows;
  const blocked = new Set<string>();
  return rows.filter(({ id, partitionKey }) => {
    if (failures.has(id)) blocked.add(partitionKey);
    return !blocked.has(partitionKey);
  });
}
