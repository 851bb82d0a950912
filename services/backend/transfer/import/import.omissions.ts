import type { Omission } from '../transfer.schema.ts';

/** Adds one property of a task to what was left out. */
export type Omit = (property: string, reason: string) => void;

/** A file of ten thousand tasks may lack more, but nobody reads on. */
const mostListed = 10_000;

/** Collects what of a file was left out. */
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

/** Text of a file as an omission quotes it. */
export function short(text: string): string {
  return text.slice(0, 200).toWellFormed();
}
