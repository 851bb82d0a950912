import { createHmac } from 'node:crypto';
import type { StackConfig } from '../config.ts';
import { secretContents } from './secret.contents.ts';

/**
 * Returns the annotation of a pod that reads these Secrets. It changes when one of them changes, so that the pod is replaced, or
 * its Job runs again. Without the values (`todo:secrets`) changes cannot be detected.
 */
export function secretsAnnotation(config: StackConfig, names: readonly string[]): Record<string, string> {
  const { secrets } = config;
  const contents = secrets ? secretContents(config, secrets).filter(({ name }) => names.includes(name)) : [];
  if (!secrets || contents.length === 0) return {};
  // Without a key, anyone who may read the pod but not the Secret could test guesses of a weak password.
  const digest = createHmac('sha256', secrets.digestKey ?? secrets.ownerPassword);
  for (const { name, data } of contents.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    digest.update(JSON.stringify([name, data]));
  }
  return { 'todo-chatbot/secrets': digest.digest('hex').slice(0, 16) };
}
