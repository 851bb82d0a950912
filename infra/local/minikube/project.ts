import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { root } from '../config.ts';
import { contextOf } from './plan.ts';
import type { Tools } from './tools.ts';

/**
 * Creates a Pulumi project in another folder, because Pulumi writes into a stack's file. The program is linked, not copied.
 * @returns the environment of Pulumi, with a state in that folder
 */
export function linkProject(folder: string, file: string, config: Record<string, unknown>): Record<string, string> {
  const state = join(folder, 'state');
  mkdirSync(state, { recursive: true });
  copyFileSync(join(root, 'Pulumi.yaml'), join(folder, 'Pulumi.yaml'));
  for (const name of ['infra', 'shared', 'node_modules', 'package.json'])
    if (!existsSync(join(folder, name))) symlinkSync(join(root, name), join(folder, name));
  if (!existsSync(join(folder, file))) writeFileSync(join(folder, file), stringify({ config }), { mode: 0o600 });
  return {
    PULUMI_BACKEND_URL: `file://${state}`,
    // The secrets of this stack are public: see Pulumi.minikube.yaml.
    PULUMI_CONFIG_PASSPHRASE: 'throw-away',
    PULUMI_SKIP_UPDATE_CHECK: 'true',
  };
}

/** Creates the project of the stack `minikube` for the cluster that the tools make. */
export function minikubeProject(folder: string, tools: Tools): Record<string, string> {
  const { config } = parse(readFileSync(join(root, 'Pulumi.minikube.yaml'), 'utf8'));
  const { 'todo:kubernetesApi': minikubeApi, ...others } = config;
  return linkProject(folder, 'Pulumi.minikube.yaml', {
    ...others,
    'kubernetes:context': contextOf(tools),
    ...(tools.cluster === 'minikube' ? { 'todo:kubernetesApi': minikubeApi } : {}),
  });
}
