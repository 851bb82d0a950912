/** A binary heap. Items with equal keys come out in the order in which they were added, so that simulations can be repeated. */
export class MinHeap<Item> {
  readonly #entries: { key: number; order: number; item: Item }[] = [];
  #added = 0;

  get size(): number {
    return this.#entries.length;
  }

  /** The least key, or infinity. */
  get least(): number {
    return this.#entries[0]?.key ?? Number.POSITIVE_INFINITY;
  }

  add(key: number, item: Item): void {
    this.#entries.push({ key, order: this.#added++, item });
    for (let at = this.size - 1; at > 0 && this.#isLess(at, (at - 1) >> 1); at = (at - 1) >> 1) {
      this.#swap(at, (at - 1) >> 1);
    }
  }

  /** Removes the item with the least key. The heap must not be empty. */
  take(): Item {
    this.#swap(0, this.size - 1);
    const { item } = this.#entries.pop()!;
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < this.size && this.#isLess(child, least)) least = child;
      if (least === at) return item;
      this.#swap(at, least);
      at = least;
    }
  }

  #isLess(a: number, b: number): boolean {
    const [one, other] = [this.#entries[a]!, this.#entries[b]!];
    return one.key === other.key ? one.order < other.order : one.key < other.key;
  }

  #swap(a: number, b: number): void {
    [this.#entries[a], this.#entries[b]] = [this.#entries[b]!, this.#entries[a]!];
  }
}
