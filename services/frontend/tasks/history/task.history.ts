import type { Task } from '../task.ts';
import type { Step } from './step.ts';

/** Older steps are forgotten. */
const mostSteps = 100;

/** The steps of this page, for undoing and redoing them in order. A step that is undone goes over to the other side. */
export class TaskHistory {
  readonly #done: Step[] = [];
  readonly #undone: Step[] = [];
  /** By the ids of edits, the task that each deleted and its subtasks, where there were any. */
  readonly deletedBy = new Map<string, readonly Task[]>();

  /** Records what a person did. What was undone before cannot be redone any more. */
  push(step: Step): void {
    this.#undone.length = 0;
    this.#done.push(step);
    if (this.#done.length > mostSteps) this.#done.shift();
  }

  /** Removes a step, since it is undone. @returns whether it was there */
  take(step: Step): boolean {
    const place = this.#done.indexOf(step);
    if (place >= 0) this.#done.splice(place, 1);
    return place >= 0;
  }

  /** @param redo undoes the undoing */
  undone(redo: Step): void {
    this.#undone.push(redo);
  }

  redone(step: Step): void {
    this.#done.push(step);
  }

  get last(): Step | undefined {
    return this.#done.at(-1);
  }

  takeUndone(): Step | undefined {
    return this.#undone.pop();
  }
}
