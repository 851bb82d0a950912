/** Collects the text of one reply and streams it, so that the stored reply is exactly what was streamed. */
export class ReplyWriter {
  #text = '';
  /** A paragraph has ended. If more text follows, it begins another one. */
  #paragraphEnded = false;
  readonly #stream: (part: string) => void;
  readonly #limit: number;

  constructor(stream: (part: string) => void, limit: number) {
    this.#stream = stream;
    this.#limit = limit;
  }

  get text(): string {
    return this.#text;
  }

  /**
   * Adds a part of the model's text.
   * @returns false if the text was cut off at the limit
   */
  add(part: string): boolean {
    const room = Math.max(0, this.#limit - this.#text.length);
    this.#append(part.slice(0, room));
    return part.length <= room;
  }

  /** Adds a paragraph by the chatbot itself, to which the limit does not apply. */
  addParagraph(paragraph: string): void {
    this.endParagraph();
    this.#append(paragraph);
  }

  endParagraph(): void {
    this.#paragraphEnded = this.#text !== '';
  }

  #append(part: string): void {
    // PostgreSQL cannot store NUL.
    const clean = part.replaceAll('\0', '');
    const text = this.#paragraphEnded ? clean.trimStart() && `\n\n${clean.trimStart()}` : clean;
    if (!text) return;
    this.#paragraphEnded = false;
    this.#text += text;
    this.#stream(text);
  }
}
