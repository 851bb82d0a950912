import { daprFiles } from './dapr.files.ts';
import { daprRunFile } from './dapr-run.file.ts';
import { kubernetesFiles } from './kubernetes.files.ts';
import { runProgram } from './run-program.ts';
import { stackNames } from './stack.file.ts';

/** The folders that contain only rendered files. */
export const renderedFolders = [
  'infra/k8s/minikube',
  'infra/k8s/cloud',
  'infra/dapr/components',
  'infra/compose/components',
];

/** Returns all rendered files, as path in the repository to content. */
export async function rendered(): Promise<Map<string, string>> {
  const files = new Map([...daprFiles(), ['dapr.yaml', daprRunFile()]]);
  for (const stack of stackNames) {
    const { manifests } = await runProgram(stack);
    for (const [name, content] of kubernetesFiles(stack, manifests)) files.set(`infra/k8s/${stack}/${name}`, content);
  }
  return files;
}
