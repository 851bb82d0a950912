import type pg from 'pg';
import { eventually } from '../support/eventually.ts';

/** Resolves when every completed task has its successor, and everything is published and pushed. */
export async function untilSettled(database: pg.Pool): Promise<void> {
  let left: Record<string, string> = {};
  const isDone = async () => {
    const { rows } = await database.query(
      `select (select count(*) from outbox_event) as events,
              (select count(*) from task where completed_at is not null and successor_id is null) as successors,
              (select count(*) from push_delivery) as pushes,
              (select max(attempts) from push_delivery) as attempts, (select max(next_at) from push_delivery) as "nextAt"`,
    );
    left = rows[0];
    return ['events', 'successors', 'pushes'].every((name) => left[name] === '0');
  };
  await eventually('nothing is left to do', isDone, 120_000).catch((error) => {
    throw new Error(`${error.message}; ${JSON.stringify(left)}`);
  });
}
