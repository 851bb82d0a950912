import { useRef, useState } from 'react';
import type { ApiProblem } from '../../api/api.client.ts';
import { errorAt } from '../../api/field-errors.ts';
import { problemToast } from '../../ui/overlay/toasts.tsx';
import { applyChanges } from '../edits/edit.apply.ts';
import { useEdits } from '../edits/edits.context.ts';
import { useTaskActions } from '../sync/task.mutations.ts';
import type { Task, TaskChanges } from '../task.ts';

export type Field = keyof TaskChanges;

/** One task that is being edited, as its fields know it. */
export interface Editing {
  task: Task;
  /** Stores what changed. What the server refuses is told at its field. */
  update: (changes: TaskChanges, onRefused?: () => void) => void;
  /** Why that field was refused the last time. */
  errorOf: (field: Field) => string | undefined;
  /**
   * For when a person begins to type or to choose. Until it ends, what is stored of that field is a change of the task as it
   * is now: when someone else changes the field meanwhile, the person is asked.
   * @param base another state of the task that the change is made to
   * @returns ends it
   */
  begin: (field: Field, base?: Task) => () => void;
  /** The task that the changes of that field are made to. */
  baseOf: (field: Field) => Task;
}

export function useEditing(task: Task): Editing {
  const { user } = useEdits();
  const actions = useTaskActions();
  const [refusal, setRefusal] = useState<{ problem: ApiProblem; changes: TaskChanges }>();
  const begun = useRef(new Map<Field, { base: Task }>());

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
      const draft = (Object.keys(changes) as Field[]).map((field) => begun.current.get(field)).find(Boolean);
      const base = draft?.base ?? task;
      actions.update(base, changes, { onRefused: (problem) => refuse(problem, changes, onRefused) });
      // What is typed next is typed on top of this.
      if (draft) draft.base = applyChanges(base, changes, user.timeZone);
    },
    errorOf: (field) => refusal && errorAt(refusal.problem, field),
    begin(field, base = task) {
      const draft = { base };
      begun.current.set(field, draft);
      return () => {
        if (begun.current.get(field) === draft) begun.current.delete(field);
      };
    },
    baseOf: (field) => begun.current.get(field)?.base ?? task,
  };
}
