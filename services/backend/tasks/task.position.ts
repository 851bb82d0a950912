import type { Task } from '../../../shared/entities/index.ts';
import { lastPosition } from '../platform/positions.ts';

/**
 * Returns the place of a task among the tasks of its list and parent. The place of a task that nobody has moved follows from its
 * creation, so it is behind all that were there before. PostgreSQL computes the same in `task_position`.
 */
export function positionOf({ position, createdAt, id }: Pick<Task, 'position' | 'createdAt' | 'id'>): string {
  return position ?? lastPosition(createdAt, id);
}
