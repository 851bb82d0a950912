import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { root, type StackName } from '../../infra/render/stack.file.ts';
import { newSecrets } from '../../infra/stack/secrets/new-secrets.ts';

export interface Changes {
  phase5: boolean;
  /** A kubeconfig. Without it, no cluster is used. */
  cluster: string | undefined;
  /** The folder or address of Dapr's chart. Default: its public repository. */
  chart: string | undefined;
}

/** Creates a Pulumi project in another folder, because Pulumi writes into a stack's file. The program is linked, not copied. */
export function makeProject(folder: string, stack: StackName, { phase5, cluster, chart }: Changes): string {
  mkdirSync(join(folder, 'state'), { recursive: true });
  copyFileSync(join(root, 'Pulumi.yaml'), join(folder, 'Pulumi.yaml'));
  for (const name of ['infra', 'shared', 'node_modules', 'package.json'])
    symlinkSync(join(root, name), join(folder, name));

  const file = `Pulumi.${stack}.yaml`;
  const { config } = parse(readFileSync(join(root, file), 'utf8'));
  const { 'kubernetes:context': _, ...own } = config;
  const changed = {
    ...own,
    'todo:phase5': phase5,
    // With values, the preview also covers the Secrets.
    'todo:secrets': own['todo:secrets'] ?? newSecrets(),
    ...(cluster
      ? {
          'kubernetes:context': parse(readFileSync(cluster, 'utf8'))['current-context'],
          'todo:dapr': { ...own['todo:dapr'], ...(chart ? { chart } : {}) },
        }
      : {
          'kubernetes:renderYamlToDirectory': join(folder, 'rendered'),
          'todo:dapr': { ...own['todo:dapr'], install: false },
          // Only charts know what they contain.
          'todo:prerequisites': {},
        }),
  };
  writeFileSync(join(folder, file), stringify({ config: changed }));
  return folder;
}
