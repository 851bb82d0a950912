import { NotFound } from '../../../shared/http/problem.ts';
import type { MissingReferences } from '../platform/unit-of-work.ts';
import { noParent } from './tree/task.place.ts';

/** The foreign keys of a task hold its owner, so what belongs to somebody else is missing, too. */
export const taskReferences: MissingReferences = {
  task_list_id_foreign: new NotFound('There is no such list.'),
  task_parent_id_foreign: noParent,
};
