/** What is said of a reply so far. Everything goes through here, so what was streamed is what is kept. */
export class Speech {
  #text = '';
  /** A paragraph has ended; what comes next, if anything does, begins another. */
  #ended = false;
  readonly #say: (part: string) => void;
  readonly #limit: number;

  constructor(say: (part: string) => void, limit: number) {
    this.#say = say;
    this.#limit = limit;
  }

  get text(): string {
    return this.#text;
  }

  /** As it comes from the model. @returns whether there was room for all of it. */
  add(part: string): boolean {
    const room = Math.max(0, this.#limit - this.#text.length);
    this.#append(part.slice(0, room));
    return part.length <= room;
  }

  /** A paragraph of our own; there is always room for it. */
  addParagraph(paragraph: string): void {
    this.endParagraph();
    this.#append(paragraph);
  }

  endParagraph(): void {
    this.#ended = this.#text !== '';
  }

  #append(part: string): void {
    // PostgreSQL keeps no NUL.
    const text = part.replaceAll('\0', '');
    const said = this.#ended ? text.trimStart() && `\n\n${text.trimStart()}` : text;
    if (!said) return;
    this.#ended = false;
    this.#text += said;
    this.#say(said);
  }
}
