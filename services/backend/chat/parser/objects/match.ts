import type { TaskSnapshot } from '../../../../../shared/events/task.schema.ts';

/** The tasks to which a reference leads. */
export type Match =
  /** Exactly these tasks are meant. `isSet` is true if they were not named one by one. */
  | { found: TaskSnapshot[]; isSet?: true }
  /** Several tasks match; the user has to choose. */
  | { oneOf: TaskSnapshot[] }
  /** No task matches exactly; these titles are similar. */
  | { none: string; similar: TaskSnapshot[] };

export type Wanted = 'open' | 'completed';
