import { useState } from 'react';
import type { ApiProblem } from '../../api/api.client.ts';
import { errorAt } from '../../api/field-errors.ts';
import { problemToast } from '../../ui/overlay/toasts.tsx';
import { useTaskActions } from '../sync/task.mutations.ts';
import type { Task, TaskChanges } from '../task.ts';

/** One task that is being edited, as its fields know it. */
export interface Editing {
  task: Task;
  /** Stores what changed. What the server refuses is told at its field. */
  update: (changes: TaskChanges, onRefused?: () => void) => void;
  /** Why that field was refused the last time. */
  errorOf: (field: keyof TaskChanges) => string | undefined;
}

export function useEditing(task: Task): Editing {
  const actions = useTaskActions();
  const [refusal, setRefusal] = useState<{ problem: ApiProblem; changes: TaskChanges }>();

  function refuse(problem: ApiProblem, changes: TaskChanges, onRefused: (() => void) | undefined) {
    const isToldAtField = Object.keys(changes).some((field) => errorAt(problem, field));
    if (isToldAtField) setRefusal({ problem, changes });
    else problemToast('The change was not stored', problem);
    onRefused?.();
  }

  return {
    task,
    update(changes, onRefused) {
      setRefusal(undefined);
      actions.update(task, changes, { onRefused: (problem) => refuse(problem, changes, onRefused) });
    },
    errorOf: (field) => refusal && errorAt(refusal.problem, field),
  };
}
