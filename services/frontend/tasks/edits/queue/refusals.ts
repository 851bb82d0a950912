import type { ApiProblem } from '../../../api/api.client.ts';

type Handler = (problem: ApiProblem) => void;

/** Who wants to show a refusal where the edit was made; it does not survive the page, other than the edit itself. */
export class RefusalHandlers {
  readonly #handlers = new Map<string, Handler>();

  set(editId: string, handler: Handler): void {
    this.#handlers.set(editId, handler);
  }

  /** @returns whether somebody did. */
  handle(editId: string, problem: ApiProblem): boolean {
    const handler = this.#handlers.get(editId);
    this.#handlers.delete(editId);
    handler?.(problem);
    return handler !== undefined;
  }
}
