import type { Load } from './load.ts';
import type { TestSystem } from './test-system.ts';

export interface Scene extends TestSystem {
  load: Load;
  /** Published events that no consumer can process. */
  poison: { topic: string; id: string }[];
  /** The times from a stop of the broker until the events that had piled up were consumed. */
  outages: { from: number; to: number }[];
  /** Prints a line. */
  tell(line: string): void;
}
