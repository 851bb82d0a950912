/**
 * What a person has typed and not stored yet. It is kept in the browser with every letter, so that it survives a reload or
 * a crash of the page, and under the account's id, so that nobody else sees it.
 */
export class DraftStorage {
  readonly #prefix: string;

  constructor(userId: string) {
    this.#prefix = `todo-draft/${userId}/`;
  }

  /** @returns what `write` was given last; undefined: nothing, or it was removed. */
  read<Draft>(name: string): Draft | undefined {
    const text = localStorage.getItem(this.#prefix + name);
    return text === null ? undefined : (JSON.parse(text) as Draft);
  }

  write(name: string, draft: unknown): void {
    try {
      localStorage.setItem(this.#prefix + name, JSON.stringify(draft));
    } catch {
      // The browser's storage is full: this draft lives as long as the page.
    }
  }

  remove(name: string): void {
    localStorage.removeItem(this.#prefix + name);
  }

  /** Removes a text that is stored elsewhere now. What was typed since is kept. */
  forget(name: string, text: string): void {
    if (this.read<string>(name)?.trim() === text.trim()) this.remove(name);
  }

  /** Nothing of that account is left in this browser. */
  erase(): void {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(this.#prefix)) localStorage.removeItem(key);
    }
  }
}
