import { type Component, inScope } from './components/components.ts';

/**
 * Knows which apps have declared their subscriptions since the start. Until all have, an event may have unknown subscribers, and
 * acknowledging it would lose it.
 */
export class Declarations {
  readonly #appIds: readonly string[];
  readonly #declared = new Set<string>();
  readonly #waiting: (() => void)[] = [];

  constructor(appIds: readonly string[]) {
    this.#appIds = appIds;
  }

  add(appId: string): void {
    this.#declared.add(appId);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Resolves when every app in the component's scope has declared, or at the deadline, with the apps that have not. */
  async awaitAll(component: Component, deadline: Promise<void>): Promise<string[]> {
    let expired = false;
    deadline.then(() => {
      expired = true;
    });
    while (true) {
      const missing = this.#appIds.filter((appId) => inScope(component, appId) && !this.#declared.has(appId));
      if (missing.length === 0 || expired) return missing;
      await Promise.race([new Promise<void>((resolve) => this.#waiting.push(resolve)), deadline]);
    }
  }
}
