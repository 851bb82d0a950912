/** Typed events within the page. */
export class Emitter<Events extends object> {
  readonly #handlers = new Map<keyof Events, Set<(data: never) => void>>();

  /** @returns a function that unsubscribes */
  on<Type extends keyof Events>(type: Type, handler: (data: Events[Type]) => void): () => void {
    const handlers = this.#handlers.get(type) ?? new Set();
    this.#handlers.set(type, handlers.add(handler));
    return () => handlers.delete(handler);
  }

  emit<Type extends keyof Events>(type: Type, data: Events[Type]): void {
    for (const handler of this.#handlers.get(type) ?? []) (handler as (data: Events[Type]) => void)(data);
  }
}
