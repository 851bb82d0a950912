import type { TestApp } from '../test-app.ts';
import type { TestSystem } from '../test-system.ts';

/** The context of the suite's parts. It is set when the suite's `before` hook has run. */
export interface Stage {
  testSystem: TestSystem;
  apps: Record<'backend' | 'notification' | 'recurring' | 'websocket', TestApp>;
  /** The topics, which are new in every run, because a broker keeps the events of earlier runs. */
  topics: Record<'single' | 'bulk' | 'broadcast', string>;
}

export function deadLetters(topic: string): string {
  return `${topic}.dead-letter`;
}
