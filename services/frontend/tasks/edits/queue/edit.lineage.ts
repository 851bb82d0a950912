import type { Task } from '../../task.ts';
import type { Entry } from './edit.entry.ts';

/** Versions of a task that follow each other by nothing but edits of this page. */
interface Line {
  from: number;
  to: number;
}

/** A task that the server does not know yet. */
const unsentVersion = 0;

/**
 * The versions that the finished edits of this page made of their tasks. Whoever sees a task with an edit on top that is
 * on its way sees what the response brings: what they do next is done to the version that the edit made, although they
 * know only the one before.
 */
export class EditLineage {
  readonly #ids = new Map<string, string>();
  readonly #lines = new Map<string, Line>();

  /** The server's id of a task that was added here. */
  idOf(taskId: string): string {
    return this.#ids.get(taskId) ?? taskId;
  }

  /** @returns the version that an edit made to `version` is about; another's change in between is not passed over. */
  versionOf(taskId: string, version: number): number {
    const line = this.#lines.get(taskId);
    return line && line.from <= version && version < line.to ? line.to : version;
  }

  /** @param task as the server returned it */
  follow({ edit, version }: Entry, task: Task): void {
    const isNew = edit.kind === 'add';
    if (isNew) this.#ids.set(edit.taskId, task.id);
    const from = isNew ? unsentVersion : version;
    // Only what names its version is sure to be the one step between the two.
    if (from === null || task.version !== from + 1 || !(isNew || edit.kind === 'update')) return;
    const line = this.#lines.get(task.id);
    this.#lines.set(task.id, { from: line?.to === from ? line.from : from, to: task.version });
  }
}
