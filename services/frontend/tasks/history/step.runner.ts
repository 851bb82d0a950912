import { v4 as uuid } from 'uuid';
import { addedTask, applyEdits } from '../edits/edit.apply.ts';
import { type Change, type Edit, isUnsent, newTaskId } from '../edits/edit.ts';
import type { EditsStore } from '../edits/edits.store.ts';
import { mostInBatch } from '../edits/queue/batch.sender.ts';
import type { StoredEdit } from '../edits/queue/edit.storage.ts';
import type { Task } from '../task.ts';
import { inverse, type Part, type Step, taskAfter } from './step.ts';

export interface Target {
  /** For an added task, undefined. */
  task?: Task;
  change: Change;
}

type Store = Pick<EditsStore, 'cache' | 'queue' | 'history'>;

/** Makes the changes of steps, and undoes them. */
export class StepRunner {
  readonly #store: Store;
  readonly #timeZone: string;

  constructor(store: Store, timeZone: string) {
    this.#store = store;
    this.#timeZone = timeZone;
  }

  /**
   * Makes changes that belong together, and records them.
   * @param held keeps the edits back until the queue releases them
   */
  perform(title: string, targets: readonly Target[], { held = false } = {}): Step {
    const step = { title, parts: this.#enqueue(targets, held) };
    this.#store.history.push(step);
    return step;
  }

  /**
   * Undoes a step.
   * @returns false if nothing was left to undo
   */
  undo(step: Step): boolean {
    const { history } = this.#store;
    history.take(step);
    const undone = this.#revert(step);
    if (undone.parts.length) history.undone(undone);
    return undone.parts.length > 0;
  }

  /** Redoes what was undone last. @returns the step; undefined if there is none */
  redo(): Step | undefined {
    const { history } = this.#store;
    const step = history.takeUndone();
    if (!step) return undefined;
    const redone = this.#revert(step);
    if (redone.parts.length) history.redone(redone);
    return step;
  }

  #revert({ title, parts }: Step): Step {
    const withdrawn: Part[] = [];
    const targets: Target[] = [];
    for (const part of parts.toReversed()) {
      const current = this.#shown(part.task.id);
      const task = current ?? taskAfter(part, this.#timeZone);
      const deleted = part.editId ? this.#store.history.deletedBy.get(part.editId) : undefined;
      const change = inverse(part, current, this.#timeZone, deleted);
      if (part.editId && change && this.#store.queue.withdraw(part.editId)) {
        withdrawn.push({ task, change, editId: undefined });
      } else if (change) {
        targets.push(change.kind === 'add' ? { change } : { task, change });
      }
    }
    return { title, parts: [...withdrawn, ...this.#enqueue(targets, false)] };
  }

  /** Returns the task with the pending edits; null or undefined if it is gone or not known. */
  #shown(taskId: string): Task | null | undefined {
    const { cache, queue } = this.#store;
    const id = queue.idOf(taskId);
    const edits = queue.snapshot().map(({ edit }) => edit);
    const added = edits.find((edit) => edit.kind === 'add' && edit.taskId === id);
    const base = added?.kind === 'add' ? addedTask(added, this.#timeZone) : cache.get(id);
    return base && applyEdits(base, edits, this.#timeZone);
  }

  #enqueue(targets: readonly Target[], held: boolean): Part[] {
    const { queue } = this.#store;
    const at = new Date().toISOString();
    const batches = batchesOf(targets);
    const parts: Part[] = [];
    const added: StoredEdit[] = [];
    for (const { task, change } of targets) {
      const id = uuid();
      if (!task || change.kind === 'add') {
        if (change.kind !== 'add') continue;
        const edit: Edit = { id, taskId: newTaskId(id), at, before: null, ...change };
        added.push({ edit, version: null });
        parts.push({ task: addedTask(edit, this.#timeZone), change, editId: id });
        continue;
      }
      const taskId = queue.idOf(task.id);
      // While the server does not know the task, the edit gets its version from the response to the edit that adds the task.
      const version = isUnsent(taskId) || isUnsent(task.id) ? null : task.version;
      const batch = batches(change);
      added.push({ edit: { id, taskId, at, before: task, ...(batch && { batch }), ...change }, version });
      parts.push({ task, change, editId: id });
    }
    queue.addAll(added, held);
    return parts;
  }
}

/** Returns a function that names the batch of each change: up to 100 changes that are alike share one. */
function batchesOf(targets: readonly Target[]): (change: Change) => string | undefined {
  const keyOf = (change: Change) => (change.kind === 'update' ? JSON.stringify(change.changes) : change.kind);
  const counts = new Map<string, number>();
  for (const { change } of targets) counts.set(keyOf(change), (counts.get(keyOf(change)) ?? 0) + 1);
  const open = new Map<string, { id: string; size: number }>();
  return (change) => {
    const key = keyOf(change);
    if (!together.has(change.kind) || counts.get(key)! < 2) return undefined;
    let batch = open.get(key);
    if (!batch || batch.size === mostInBatch) {
      batch = { id: uuid(), size: 0 };
      open.set(key, batch);
    }
    batch.size += 1;
    return batch.id;
  };
}

/** The server makes these changes to several tasks in one request. */
const together = new Set<Change['kind']>(['complete', 'reopen', 'update', 'delete']);
