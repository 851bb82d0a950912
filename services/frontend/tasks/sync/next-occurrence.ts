import { dueInWords } from '../../../../shared/language/format/due.format.ts';
import { readerOf } from '../../account/reader.ts';
import { call } from '../../api/api.client.ts';
import type { TaskEdits } from '../edits/edits.context.ts';
import type { Task } from '../task.ts';
import type { TaskPage } from './task.pages.ts';

/**
 * Another service creates the successor, which may take a moment. If no event announces it, the list is read after these times.
 */
const askAfterMs = [1_500, 4_000];

/** Announces when a recurring task that is being completed comes next, as in `next: 28 Feb`, unless it does not repeat again. */
export function announceNext(
  completed: Task,
  { cache, user }: Pick<TaskEdits, 'cache' | 'user'>,
  tell: (next: string) => void,
): void {
  const isNext = (task: Task) =>
    task.seriesId !== null &&
    task.seriesId === completed.seriesId &&
    (task.occurrence ?? 0) > (completed.occurrence ?? 0);
  const timers = askAfterMs.map((ms) => setTimeout(ask, ms));
  const ignore = cache.onLearn((task) => isNext(task) && found(task));

  function found({ due }: Task): void {
    stop();
    if (due) tell(`Next: ${dueInWords(due, readerOf(user))}`);
  }

  function stop(): void {
    ignore();
    for (const timer of timers) clearTimeout(timer);
  }

  async function ask(): Promise<void> {
    // The newest task is first, and the successor was created just now. If this request fails, only the announcement is missing.
    const page = await call<TaskPage>('GET', 'tasks?status=open&sort=created&order=desc&limit=50').catch(
      () => undefined,
    );
    const next = page?.items.find(isNext);
    if (next) found(next);
  }
}
