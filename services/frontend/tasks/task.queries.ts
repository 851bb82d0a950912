import type { Recurrence, TaskSnapshot } from '../../../shared/events/task.schema.ts';

/** A task as the API answers it. In Phase 4 without what Phase 5 adds: see the API's description. */
export type Task = TaskSnapshot & { highlight?: { title: string; description: string } };
export type { Recurrence };
