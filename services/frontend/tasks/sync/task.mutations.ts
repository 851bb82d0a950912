import { useMemo } from 'react';
import { v4 as uuid } from 'uuid';
import type { ApiProblem } from '../../api/api.client.ts';
import { toast, toastManager } from '../../ui/overlay/toasts.tsx';
import { addedTask } from '../edits/edit.apply.ts';
import { type Change, type Edit, type EditBase, isUnsent, newTaskId } from '../edits/edit.ts';
import { type TaskEdits, useEdits } from '../edits/edits.context.ts';
import type { NewTask, Task, TaskChanges } from '../task.ts';
import { announceNext } from './next-occurrence.ts';

/** The actions on tasks. Each is shown at once, sent when possible, and undone if the server refuses it. */
export interface TaskActions {
  /** @returns the task's id until the server has given it one */
  add(input: NewTask): string;
  /**
   * Adds tasks, and shows a toast that undoes them all.
   * @returns their ids, as `add` does
   */
  addAll(inputs: readonly NewTask[]): string[];
  /**
   * Changes the named fields.
   * @param options.onRefused is called instead of showing a toast
   */
  update(task: Task, changes: TaskChanges, options?: { onRefused?: (problem: ApiProblem) => void }): void;
  /** Completes the task, and shows a toast that undoes it. */
  complete(task: Task): void;
  reopen(task: Task): void;
  /** Deletes the task, and shows a toast that undoes it. The deletion is sent when the toast disappears. */
  remove(task: Task): void;
  snooze(task: Task, until: string): void;
  /** Moves a recurring task to its next occurrence, which is shown once the server has responded. */
  skip(task: Task): void;
}

export function useTaskActions(): TaskActions {
  const edits = useEdits();
  return useMemo(() => taskActions(edits), [edits]);
}

function taskActions(edits: TaskEdits): TaskActions {
  const { queue, refusals, user } = edits;

  function enqueue(task: Task, change: Change, { held = false } = {}): string {
    const taskId = queue.idOf(task.id);
    const id = uuid();
    // While the server does not know the task, the edit gets its version from the response to the edit that adds the task.
    const version = isUnsent(taskId) || isUnsent(task.id) ? null : task.version;
    queue.add({ id, taskId, at: new Date().toISOString(), before: task, ...change }, version, held);
    return id;
  }

  function enqueueNew(input: NewTask): Edit & { kind: 'add' } {
    const id = uuid();
    const base: EditBase = { id, taskId: newTaskId(id), at: new Date().toISOString(), before: null };
    const edit = { ...base, kind: 'add', input } as const;
    queue.add(edit, null);
    return edit;
  }

  function takeBack(added: Edit & { kind: 'add' }): void {
    if (!queue.withdraw(added.id)) enqueue(addedTask(added, user.timeZone), { kind: 'delete' });
  }

  const actions: TaskActions = {
    add: (input) => enqueueNew(input).taskId,

    addAll(inputs) {
      const added = inputs.map(enqueueNew);
      toast({
        title: `Added ${added.length} tasks`,
        action: { label: 'Undo', run: () => added.forEach(takeBack) },
      });
      return added.map(({ taskId }) => taskId);
    },

    update(task, changes, { onRefused } = {}) {
      const editId = enqueue(task, { kind: 'update', changes });
      if (onRefused) refusals.set(editId, onRefused);
    },

    complete(task) {
      const editId = enqueue(task, { kind: 'complete' });
      const toastId = toast({
        title: `Completed “${task.title}”`,
        action: {
          label: 'Undo',
          run: () => {
            if (!queue.withdraw(editId)) actions.reopen({ ...task, completed: true });
          },
        },
      });
      if (task.recurrence) {
        announceNext(task, edits, (description) => toastManager.update(toastId, { description }));
      }
    },

    reopen(task) {
      enqueue(task, { kind: 'reopen' });
    },

    remove(task) {
      const editId = enqueue(task, { kind: 'delete' }, { held: true });
      toast({
        title: `Deleted “${task.title}”`,
        action: { label: 'Undo', run: () => void queue.withdraw(editId) },
        onClose: () => queue.release(editId),
      });
    },

    snooze(task, until) {
      enqueue(task, { kind: 'snooze', until });
    },

    skip(task) {
      enqueue(task, { kind: 'skip' });
    },
  };
  return actions;
}
