import type { Omission } from '../transfer.schema.ts';

/** Records that a property of a task was left out. */
export type Omit = (property: string, reason: string) => void;

/** Nobody would read a longer list. */
const mostListed = 10_000;

/** Collects everything that was left out of a file. */
export class Omissions {
  readonly #listed: Omission[] = [];
  #count = 0;

  add(omission: Omission): void {
    this.#count += 1;
    if (this.#listed.length < mostListed) this.#listed.push({ ...omission, reason: short(omission.reason) });
  }

  list(): Omission[] {
    const more = this.#count - this.#listed.length;
    if (more === 0) return this.#listed;
    return [...this.#listed, { uid: null, title: null, property: null, reason: `And ${more} more.` }];
  }
}

/** Shortens text of the file for an omission. */
export function short(text: string): string {
  return text.slice(0, 200).toWellFormed();
}
