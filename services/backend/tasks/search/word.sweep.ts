import type { Pool } from 'pg';
import type { Logger } from '../../../../shared/logger.ts';

interface Dependencies {
  pool: Pool;
  logger: Logger;
  everyMs?: number;
}

/**
 * Deletes words that no task contains any more from the table of words in which similar ones are looked up. They match nothing
 * but take room. It does not wait: words of users who are writing tasks at the moment are left for another time.
 * @returns a function that stops it and resolves when no sweep is running
 */
export function startWordSweep({ pool, logger, everyMs = 60_000 }: Dependencies): () => Promise<void> {
  let sweeping = Promise.resolve();
  const timer = setInterval(() => {
    sweeping = sweeping
      .then(() => sweepWords(pool))
      .then(
        () => undefined,
        (error: unknown) =>
          logger.warn({ err: error }, 'Removed words could not be swept up; the next sweep tries again.'),
      );
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await sweeping;
  };
}

/** One sweep takes this many steps, each with removals of one user. */
const maxSteps = 100;

/** @returns the number of removals that were swept */
export async function sweepWords(pool: Pool): Promise<number> {
  let total = 0;
  for (let step = 0; step < maxSteps; step += 1) {
    const { rows } = await pool.query<{ swept: number }>('select sweep_task_words() as swept');
    const [{ swept } = { swept: 0 }] = rows;
    if (swept === 0) break;
    total += swept;
  }
  return total;
}
