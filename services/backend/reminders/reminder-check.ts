import type { Clock } from '../../../shared/clock.ts';
import { Histogram, type Registry } from '../../../shared/http/metrics.ts';
import type { DueCheck } from '../../../shared/schedule/due.timer.ts';
import type { UnitOfWork } from '../platform/unit-of-work.ts';
import { claimAllDueReminders, nextReminderAt } from './reminder.service.ts';

/** A call of the cron binding must end before the next one begins ten seconds later. */
const defaultMaxDurationMs = 8_000;

interface Dependencies {
  unitOfWork: UnitOfWork;
  clock: Clock;
  metrics: Registry;
  maxDurationMs?: number;
}

export interface ReminderCheck extends DueCheck {
  /** Sends the reminders that are due. @returns how many it has claimed */
  run(): Promise<number>;
}

export function createReminderCheck({
  unitOfWork,
  clock,
  metrics,
  maxDurationMs = defaultMaxDurationMs,
}: Dependencies): ReminderCheck {
  const lag = new Histogram({
    name: 'reminder_lag_seconds',
    help: 'How late the oldest reminder of each batch was sent',
    buckets: [0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 300, 3600, 86400],
    registers: [metrics],
  });
  const onBatch = (lagMs: number) => lag.observe(lagMs / 1000);
  return {
    run: () => claimAllDueReminders(unitOfWork, clock, { maxDurationMs, onBatch }),
    next: () => unitOfWork.transactional(nextReminderAt),
  };
}
