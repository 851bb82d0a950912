import { LockMode } from '@mikro-orm/core';
import { Phase } from '../../../shared/entities/index.ts';
import type { Transaction } from '../platform/unit-of-work.ts';
import { publishMissedCompletions } from './missed-completions.ts';

/** The table has one row. */
const rowId = 1;

/**
 * Records at each start whether events (Phase 5) are enabled. When they are enabled again, the reminders that fell due in the
 * meantime are cancelled, so that people do not get those of a whole month at once, and the recurring tasks that were completed in
 * the meantime get their successors.
 */
export async function enterPhase(tx: Transaction, eventsEnabled: boolean, now: Date): Promise<void> {
  const previous = await tx.findOne(Phase, rowId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!previous) {
    await tx.upsert(Phase, { id: rowId, eventsEnabled, since: now }, { onConflictAction: 'ignore' });
    return;
  }
  if (previous.eventsEnabled === eventsEnabled) return;
  if (eventsEnabled) {
    await tx.execute(
      `update reminder set state = 'cancelled' where state = 'pending' and fire_at >= ? and fire_at <= ?`,
      [previous.since, now],
    );
    await tx.execute('update task set snoozed_until = null where snoozed_until >= ? and snoozed_until <= ?', [
      previous.since,
      now,
    ]);
    await publishMissedCompletions(tx, previous.since, now);
  }
  Object.assign(previous, { eventsEnabled, since: now });
}
