import { useRef, useState } from 'react';
import type { ApiProblem } from '../../api/api.client.ts';
import { errorAt } from '../../api/field-errors.ts';
import { problemToast } from '../../ui/overlay/toast.ts';
import { applyChanges } from '../edits/edit.apply.ts';
import { useEdits } from '../edits/edits.context.ts';
import { useTaskActions } from '../sync/task.mutations.ts';
import type { Field, Task, TaskChanges } from '../task.ts';

/** A task that is being edited, for its fields. */
export interface Editing {
  task: Task;
  /** Stores the changes. If the server refuses them, the error is shown at the field. */
  update: (changes: TaskChanges, onRefused?: () => void) => void;
  /** Returns why the server refused the field the last time. */
  errorOf: (field: Field) => string | undefined;
  /**
   * To be called when a person begins to type or to choose. Until it ends, changes of the field are made to the task as it is
   * now, so that the person is asked if someone else changes the field in the meantime.
   * @param base makes the changes to this state of the task instead
   * @returns a function that ends it
   */
  begin: (field: Field, base?: Task) => () => void;
  /** Returns the state of the task to which changes of the field are made. */
  baseOf: (field: Field) => Task;
}

export function useEditing(task: Task): Editing {
  const { user } = useEdits();
  const actions = useTaskActions();
  const [refusal, setRefusal] = useState<{ problem: ApiProblem; changes: TaskChanges }>();
  const begun = useRef(new Map<Field, { base: Task }>());

  function refuse(problem: ApiProblem, changes: TaskChanges, onRefused: (() => void) | undefined) {
    const isShownAtField = Object.keys(changes).some((field) => errorAt(problem, field));
    if (isShownAtField) setRefusal({ problem, changes });
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
      // What the person types next builds on this change.
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
