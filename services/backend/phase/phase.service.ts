import { LockMode } from '@mikro-orm/core';
import { Phase } from '../../../shared/entities/index.ts';
import type { Transaction } from '../platform/unit-of-work.ts';

const theRow = 1;

/**
 * Remembers at each start whether Phase 5 is on. When it is on again, reminders that fell due while it was off are
 * cancelled: nobody wants last month's at once.
 */
export async function enterPhase(tx: Transaction, phase5: boolean, now: Date): Promise<void> {
  const previous = await tx.findOne(Phase, theRow, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!previous) {
    await tx.upsert(Phase, { id: theRow, phase5, since: now }, { onConflictAction: 'ignore' });
    return;
  }
  if (previous.phase5 === phase5) return;
  if (phase5) {
    await tx.execute(
      `update reminder set state = 'cancelled' where state = 'pending' and fire_at >= ? and fire_at <= ?`,
      [previous.since, now],
    );
    await tx.execute('update task set snoozed_until = null where snoozed_until >= ? and snoozed_until <= ?', [
      previous.since,
      now,
    ]);
  }
  Object.assign(previous, { phase5, since: now });
}
