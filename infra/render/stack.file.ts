import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

export const root = join(import.meta.dirname, '../..');
export const stackNames = ['minikube', 'cloud'] as const;
export type StackName = (typeof stackNames)[number];

const stackFile = z.object({ config: z.record(z.string(), z.unknown()) });

/** Returns the configuration in Pulumi.<stack>.yaml by full key, with all values as text, as Pulumi passes them. */
export function stackFileConfig(stack: StackName): Record<string, string> {
  const { config } = stackFile.parse(parse(readFileSync(join(root, `Pulumi.${stack}.yaml`), 'utf8')));
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, textOf(value)]));
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
