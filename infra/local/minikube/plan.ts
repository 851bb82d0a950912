import packageJson from '../../../package.json' with { type: 'json' };
import type { Tools } from './tools.ts';

/** The cluster that this command makes and deletes. Other clusters of the same tools are left alone. */
export const clusterName = 'todo-chatbot';

export interface Step {
  title: string;
  command: [program: string, ...args: string[]];
  /** The step is left out if this command succeeds. */
  unless?: [program: string, ...args: string[]];
}

const images = [
  { image: `ghcr.io/todo-chatbot/services:${packageJson.version}`, dockerfile: 'services/Dockerfile' },
  { image: `ghcr.io/todo-chatbot/frontend:${packageJson.version}`, dockerfile: 'services/frontend/Dockerfile' },
];

/** Returns the name of the cluster's context in kubeconfig. */
export function contextOf({ cluster }: Tools): string {
  return cluster === 'minikube' ? clusterName : `kind-${clusterName}`;
}

/** Plans the way from nothing to the running system. `project` is the folder of the Pulumi project. */
export function planUp(tools: Tools, project: string): Step[] {
  return [...(tools.cluster === 'minikube' ? onMinikube() : onKind(tools.builder ?? 'docker')), ...deploy(project)];
}

export function planDown({ cluster }: Tools): Step[] {
  const command: Step['command'] =
    cluster === 'minikube'
      ? ['minikube', 'delete', '--profile', clusterName]
      : ['kind', 'delete', 'cluster', '--name', clusterName];
  return [{ title: 'Deleting the cluster with everything in it', command }];
}

export function forwardPage(tools: Tools, port: number): Step['command'] {
  return [
    'kubectl',
    '--context',
    contextOf(tools),
    '--namespace',
    'todo',
    'port-forward',
    'svc/frontend',
    `${port}:8080`,
  ];
}

function onMinikube(): Step[] {
  const profile = ['--profile', clusterName];
  return [
    {
      title: 'Starting a cluster with minikube',
      command: ['minikube', 'start', ...profile, '--memory', '6g'],
      unless: ['minikube', 'status', ...profile],
    },
    ...images.map(
      ({ image, dockerfile }): Step => ({
        title: `Building ${image}`,
        command: ['minikube', 'image', 'build', ...profile, '--tag', image, '--file', dockerfile, '.'],
      }),
    ),
  ];
}

function onKind(builder: string): Step[] {
  const name = ['--name', clusterName];
  return [
    {
      title: 'Creating a cluster with kind',
      command: ['kind', 'create', 'cluster', ...name],
      unless: ['kubectl', '--context', `kind-${clusterName}`, 'get', 'nodes'],
    },
    ...images.flatMap(({ image, dockerfile }): Step[] => [
      { title: `Building ${image}`, command: [builder, 'build', '--tag', image, '--file', dockerfile, '.'] },
      { title: `Loading ${image}`, command: ['kind', 'load', 'docker-image', image, ...name] },
    ]),
  ];
}

function deploy(project: string): Step[] {
  const inProject = ['--cwd', project, '--non-interactive'];
  return [
    {
      title: 'Making the stack',
      command: ['pulumi', 'stack', 'init', 'minikube', ...inProject],
      unless: ['pulumi', 'stack', 'select', 'minikube', ...inProject],
    },
    {
      title: 'Deploying the system',
      command: ['pulumi', 'up', '--yes', '--suppress-outputs', '--stack', 'minikube', ...inProject],
    },
  ];
}
