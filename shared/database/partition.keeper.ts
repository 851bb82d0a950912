import type { Pool } from 'pg';
import { z } from 'zod';
import type { Logger } from '../logger.ts';

/** The number of whole months for which rows are kept, besides the present one. */
export const monthsKept = z.coerce.number().int().min(1).max(1200);

interface Dependencies {
  pool: Pool;
  logger: Logger;
  table: 'activity' | 'notification';
  months: number;
  everyMs?: number;
}

/**
 * Makes the partitions of the next months in time, and drops those of which everything is older than it is kept: now, and every
 * hour. Any number of replicas may do so.
 * @returns a function that stops it and resolves when nothing is being done
 */
export function keepPartitions({
  pool,
  logger,
  table,
  months,
  everyMs = 3_600_000,
}: Dependencies): () => Promise<void> {
  async function keep(): Promise<void> {
    try {
      const { rows } = await pool.query<{ dropped: string[] }>('select keep_partitions($1, $2) as dropped', [
        table,
        months,
      ]);
      const dropped = rows[0]?.dropped ?? [];
      if (dropped.length > 0) logger.info({ table, dropped }, 'Rows that are no longer kept were dropped.');
    } catch (error) {
      logger.warn(
        { table, err: error },
        'The partitions could not be kept; until it is done again, rows go elsewhere.',
      );
    }
  }
  let keeping = keep();
  const timer = setInterval(() => {
    keeping = keeping.then(keep);
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await keeping;
  };
}

/** The instant before which rows may be dropped: the beginning of a month. */
export function keptSince(now: Date, months: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
}
