import type { Task } from '../../task.ts';
import type { Entry } from './edit.entry.ts';

/** A range of versions of a task that only edits of this page made. */
interface Line {
  from: number;
  to: number;
}

/** The version of a task that the server does not know yet. */
const unsentVersion = 0;

/**
 * Knows which versions of a task this page's edits made. A person may see an edit's result before its response has arrived.
 * Further edits then name the version before it, although they build on the version that the edit made.
 */
export class EditLineage {
  readonly #ids = new Map<string, string>();
  readonly #firstIds = new Map<string, string>();
  readonly #lines = new Map<string, Line>();

  /** Returns the server's id of a task that was added here. */
  idOf(taskId: string): string {
    return this.#ids.get(taskId) ?? taskId;
  }

  /** Returns the id that a task had before the server's, if it was added here. */
  firstIdOf(taskId: string): string {
    return this.#firstIds.get(taskId) ?? taskId;
  }

  /** @returns the version on which an edit made at `version` builds. It never skips a change that others made in between. */
  versionOf(taskId: string, version: number): number {
    const line = this.#lines.get(taskId);
    return line && line.from <= version && version < line.to ? line.to : version;
  }

  /** @param task is the server's response */
  follow({ edit, version }: Entry, task: Task): void {
    const isNew = edit.kind === 'add';
    if (isNew) {
      this.#ids.set(edit.taskId, task.id);
      this.#firstIds.set(task.id, edit.taskId);
    }
    const from = isNew ? unsentVersion : version;
    // Only for a new task, and an update that names its version, is this version sure to be the next one.
    if (from === null || task.version !== from + 1 || !(isNew || edit.kind === 'update')) return;
    const line = this.#lines.get(task.id);
    this.#lines.set(task.id, { from: line?.to === from ? line.from : from, to: task.version });
  }
}
