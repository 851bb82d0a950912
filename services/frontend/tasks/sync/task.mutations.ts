import { useMemo } from 'react';
import type { ApiProblem } from '../../api/api.client.ts';
import { toastManager } from '../../ui/overlay/toast.queue.ts';
import { toast } from '../../ui/overlay/toast.ts';
import type { TaskLocation } from '../edits/edit.ts';
import { type TaskEdits, useEdits } from '../edits/edits.context.ts';
import { StepRunner } from '../history/step.runner.ts';
import type { Step } from '../history/step.ts';
import type { NewTask, Task, TaskChanges } from '../task.ts';
import { announceNext } from './next-occurrence.ts';
import { followProgress } from './send.progress.ts';

/**
 * The actions on tasks. Each is shown at once, sent when possible, and undone if the server refuses it. An action on several tasks
 * is one step: it is sent together and undone together.
 */
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
  /**
   * Changes each of the tasks; several with a toast that undoes it.
   * @param title names what is done, in a toast also for a single task
   */
  updateAll(tasks: readonly Task[], changesOf: (task: Task) => TaskChanges, title?: string): void;
  /** Completes the open ones of the tasks, and shows a toast that undoes it. */
  complete(...tasks: readonly Task[]): void;
  /** Reopens the completed ones of the tasks. */
  reopen(...tasks: readonly Task[]): void;
  /** Deletes the tasks, and shows a toast that undoes it. The deletion is sent when the toast disappears. */
  remove(...tasks: readonly Task[]): void;
  snooze(task: Task, until: string): void;
  /** Moves a recurring task to its next occurrence, which is shown once the server has responded. */
  skip(task: Task): void;
  /** Gives a task another place in the manual order. */
  move(task: Task, to: TaskLocation, from: TaskLocation): void;
  /** Undoes the last step of this page, and says which. */
  undo(): void;
  /** Redoes what was undone last. */
  redo(): void;
}

export function useTaskActions(): TaskActions {
  const edits = useEdits();
  return useMemo(() => taskActions(edits), [edits]);
}

/** The announcements of undoing and redoing replace each other. */
const historyToast = 'history';

function taskActions(edits: TaskEdits): TaskActions {
  const { queue, refusals, history, user } = edits;
  const steps = new StepRunner(edits, user.timeZone);
  /** The toasts that offer to undo a step. */
  const toastOf = new WeakMap<Step, string>();
  const editIds = ({ parts }: Step) => parts.flatMap(({ editId }) => editId ?? []);

  function announce(step: Step, onClose?: () => void): string {
    const id = toast({
      title: step.title,
      action: { label: 'Undo', run: () => undo(step) },
      ...(onClose && { onClose }),
    });
    followProgress(queue, id, editIds(step));
    toastOf.set(step, id);
    return id;
  }

  function undo(step: Step): boolean {
    const isUndone = steps.undo(step);
    const announced = toastOf.get(step);
    if (announced) toastManager.close(announced);
    if (isUndone) return true;
    toast({ id: historyToast, ...whyNotUndone(step) });
    return false;
  }

  return {
    add: (input) => steps.perform(`Added “${input.title}”`, [{ change: { kind: 'add', input } }]).parts[0]!.task.id,

    addAll(inputs) {
      const targets = inputs.map((input) => ({ change: { kind: 'add', input } }) as const);
      const step = steps.perform(`Added ${counted(inputs)}`, targets);
      announce(step);
      return step.parts.map(({ task }) => task.id);
    },

    update(task, changes, { onRefused } = {}) {
      const step = steps.perform(`Changed “${task.title}”`, [{ task, change: { kind: 'update', changes } }]);
      const [editId] = editIds(step);
      if (onRefused && editId) refusals.set(editId, onRefused);
    },

    updateAll(tasks, changesOf, title) {
      if (tasks.length === 0) return;
      const targets = tasks.map((task) => ({ task, change: { kind: 'update', changes: changesOf(task) } }) as const);
      const step = steps.perform(title ?? `Changed ${counted(tasks)}`, targets);
      if (title || tasks.length > 1) announce(step);
    },

    complete(...tasks) {
      const open = tasks.filter(({ completed }) => !completed);
      const [first] = open;
      if (!first) return;
      const targets = open.map((task) => ({ task, change: { kind: 'complete' } }) as const);
      const toastId = announce(steps.perform(`Completed ${counted(open)}`, targets));
      if (open.length === 1 && first.recurrence) {
        announceNext(first, edits, (description) => toastManager.update(toastId, { description }));
      }
    },

    reopen(...tasks) {
      const completed = tasks.filter((task) => task.completed);
      if (completed.length === 0) return;
      const targets = completed.map((task) => ({ task, change: { kind: 'reopen' } }) as const);
      const step = steps.perform(`Reopened ${counted(completed)}`, targets);
      if (completed.length > 1) announce(step);
    },

    remove(...tasks) {
      if (tasks.length === 0) return;
      const targets = tasks.map((task) => ({ task, change: { kind: 'delete' } }) as const);
      const step = steps.perform(`Deleted ${counted(tasks)}`, targets, { held: true });
      announce(step, () => queue.release(...editIds(step)));
    },

    snooze(task, until) {
      steps.perform(`Snoozed “${task.title}”`, [{ task, change: { kind: 'snooze', until } }]);
    },

    skip(task) {
      steps.perform(`Skipped “${task.title}”`, [{ task, change: { kind: 'skip' } }]);
    },

    move(task, to, from) {
      steps.perform(`Moved “${task.title}”`, [{ task, change: { kind: 'move', to, from } }]);
    },
    undo() {
      const step = history.last;
      if (!step) return void toast({ id: historyToast, title: 'Nothing to undo' });
      if (undo(step)) toast({ id: historyToast, title: `Undone: ${step.title}` });
    },

    redo() {
      const step = steps.redo();
      toast({ id: historyToast, title: step ? `Redone: ${step.title}` : 'Nothing to redo' });
    },
  };
}

/** Says why a step is not undone, and what helps. */
function whyNotUndone({ title, parts: [first] }: Step): { title: string; description: string } {
  if (first?.change.kind === 'skip') {
    return {
      title: 'A skipped occurrence counts as one',
      description: `Set another due of “${first.task.title}” instead.`,
    };
  }
  if (first?.change.kind === 'snooze') {
    return {
      title: 'A snooze is not undone',
      description: `Snooze “${first.task.title}” until another time, or remove its reminder.`,
    };
  }
  return { title: 'Nothing to undo: it was changed in the meantime', description: title };
}

/** Names a single task by its title, and several by their number. */
function counted(tasks: readonly { title: string }[]): string {
  const [only] = tasks;
  return tasks.length === 1 && only ? `“${only.title}”` : `${tasks.length} tasks`;
}
