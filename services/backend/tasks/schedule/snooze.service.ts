import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import type { IfMatch } from '../../../../shared/http/etag.ts';
import { Conflict, ValidationFailed } from '../../../../shared/http/problem.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { presentTask } from '../task.presenter.ts';
import { ChangeRecorder } from '../write/change.recorder.ts';
import type { ChangeContext } from '../write/task.changes.ts';
import { lockTask } from '../write/task.lock.ts';
import type { Owner } from '../write/task.service.ts';
import { startSnooze } from './snooze.plan.ts';

/**
 * Postpones the next reminder, or creates one.
 * @throws NotFound, PreconditionFailed, ValidationFailed (not in the future), Conflict (completed)
 */
export async function snoozeTask(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  id: string,
  until: Date,
  ifMatch?: IfMatch,
): Promise<TaskSnapshot> {
  const task = await lockTask(tx, owner, id, ifMatch);
  if (until <= context.now) throw new ValidationFailed([{ path: 'until', message: 'Must be in the future.' }]);
  if (task.completedAt)
    throw new Conflict('The task is completed, so there is nothing to be reminded of. Reopen it first.');
  const recorder = new ChangeRecorder(tx, context);
  recorder.watch([task]);
  startSnooze(tx, task, until);
  await recorder.record();
  return presentTask(task);
}
