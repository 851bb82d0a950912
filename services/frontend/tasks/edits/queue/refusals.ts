import type { ApiProblem } from '../../../api/api.client.ts';

type Handler = (problem: ApiProblem) => void;

/** Handlers that show a refusal at the place where the edit was made. Unlike the edit, they do not outlive the page. */
export class RefusalHandlers {
  readonly #handlers = new Map<string, Handler>();

  set(editId: string, handler: Handler): void {
    this.#handlers.set(editId, handler);
  }

  /** @returns whether there was a handler */
  handle(editId: string, problem: ApiProblem): boolean {
    const handler = this.#handlers.get(editId);
    this.#handlers.delete(editId);
    handler?.(problem);
    return handler !== undefined;
  }
}
