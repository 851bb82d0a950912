import type { Due, DueInput, Task, TaskChanges } from '../task.ts';

/** When tasks shall be due: on a day, each at its own time; at one moment; or never. */
export type DueChoice = { day: string } | { due: DueInput } | null;

/** Returns what the choice changes in a task. A task that is no longer due cannot repeat. */
export function changesFor(task: Pick<Task, 'due' | 'recurrence'>, choice: DueChoice, timeZone: string): TaskChanges {
  if (choice === null) return { due: null, ...(task.recurrence && { recurrence: null }) };
  if ('due' in choice) return { due: choice.due };
  const { time = null, timeZone: zone = timeZone }: Partial<Due> = task.due ?? {};
  return { due: { date: choice.day, time, timeZone: zone } };
}
