/**
 * Keeps what a person has typed and not stored yet. Every keystroke is kept in the browser, so that it survives a reload or a
 * crash of the page, and under the account's id, so that nobody else sees it.
 */
export class DraftStorage {
  readonly #prefix: string;

  constructor(userId: string) {
    this.#prefix = `todo-draft/${userId}/`;
  }

  /** @returns what was written last; undefined if there was nothing, or it was removed */
  read<Draft>(name: string): Draft | undefined {
    const text = localStorage.getItem(this.#prefix + name);
    return text === null ? undefined : (JSON.parse(text) as Draft);
  }

  write(name: string, draft: unknown): void {
    try {
      localStorage.setItem(this.#prefix + name, JSON.stringify(draft));
    } catch {
      // The browser's storage is full, so this draft lives only as long as the page.
    }
  }

  remove(name: string): void {
    localStorage.removeItem(this.#prefix + name);
  }

  /** Removes a text that is now stored elsewhere. If the person has typed on since, the newer text is kept. */
  forget(name: string, text: string): void {
    if (this.read<string>(name)?.trim() === text.trim()) this.remove(name);
  }

  /** Removes all drafts of this account from the browser. */
  erase(): void {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(this.#prefix)) localStorage.removeItem(key);
    }
  }
}
