import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { linkProject } from '../../infra/local/minikube/project.ts';
import { root, type StackName } from '../../infra/render/stack.file.ts';
import { newSecrets } from '../../infra/stack/secrets/new-secrets.ts';

export interface Changes {
  phase5: boolean;
  /** A context in kubeconfig. Without it, no cluster is used. */
  context: string | undefined;
  /** The folder or address of Dapr's chart. Default: its public repository. */
  chart: string | undefined;
}

/**
 * Creates a Pulumi project in another folder for one of the stacks.
 * @returns the environment of Pulumi
 */
export function makeProject(
  folder: string,
  stack: StackName,
  { phase5, context, chart }: Changes,
): Record<string, string> {
  const file = `Pulumi.${stack}.yaml`;
  const { config } = parse(readFileSync(join(root, file), 'utf8'));
  const { 'kubernetes:context': _, ...own } = config;
  return linkProject(folder, file, {
    ...own,
    'todo:phase5': phase5,
    // With values, the preview also covers the Secrets.
    'todo:secrets': own['todo:secrets'] ?? newSecrets(),
    ...(context
      ? {
          'kubernetes:context': context,
          'todo:dapr': { ...own['todo:dapr'], ...(chart ? { chart } : {}) },
        }
      : {
          'kubernetes:renderYamlToDirectory': join(folder, 'rendered'),
          'todo:dapr': { ...own['todo:dapr'], install: false },
          // Only charts know what they contain.
          'todo:prerequisites': {},
        }),
  });
}
