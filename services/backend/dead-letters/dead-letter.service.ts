import { DeadLetter } from '../../../shared/entities/index.ts';
import type { Transaction } from '../platform/unit-of-work.ts';

export function listDeadLetters(tx: Transaction): Promise<DeadLetter[]> {
  return tx.find(DeadLetter, {}, { orderBy: { id: 'asc' } });
}

/**
 * Moves dead letters back into the outbox, in order. They are published again under their own ids, so a consumer that has
 * processed one does not process it twice.
 * @param ids the letters to move; all when none is given
 * @returns the number of moved letters
 */
export async function replayDeadLetters(tx: Transaction, ids: readonly string[] = []): Promise<number> {
  const replayed = await tx.execute(
    `with replayed as (
       delete from dead_letter where ? = '{}' or id = any(?::bigint[]) returning id, topic, event
     )
     insert into outbox_event (id, topic, partition_key, owner_id, event, created_at)
     select (event ->> 'id')::uuid, topic,
            case topic when 'task-updates' then event #>> '{data,ownerId}' else event ->> 'subject' end,
            (event #>> '{data,ownerId}')::uuid, event, now()
       from replayed order by id
     returning id`,
    [`{${ids.join(',')}}`, `{${ids.join(',')}}`],
  );
  return replayed.length;
}
