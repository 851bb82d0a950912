import type { Manifest } from './run-program.ts';
import type { StackName } from './stack.file.ts';
import { yaml } from './yaml.ts';

/** The components in the order of their dependencies. kubectl applies the files of a folder by name, so names get a number. */
const order = [
  'namespace',
  'secrets',
  'postgres',
  'redpanda',
  'topics',
  'dapr',
  'migration',
  'backend',
  'notification',
  'recurring',
  'websocket',
  'frontend',
  'ingress',
];
/** The order within a file. Resources that others refer to come first. */
const kinds = ['Namespace', 'NetworkPolicy', 'ServiceAccount', 'Role', 'RoleBinding', 'Secret', 'ConfigMap', 'Service'];

/** Returns one file for each component, as file name to content. */
export function kubernetesFiles(stack: StackName, manifests: readonly Manifest[]): Map<string, string> {
  const components = Map.groupBy(manifests, ({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] ?? '');
  const unknown = [...components.keys()].filter((component) => !order.includes(component));
  if (unknown.length > 0) throw new Error(`No place in the order of files for component ${unknown.join(', ')}`);
  const comment = `Rendered by \`npm run render\` from the Pulumi program, stack ${stack}. Change infra/stack/, not this file.`;
  const files = new Map<string, string>();
  for (const [at, component] of order.entries()) {
    const members = components.get(component);
    if (!members) continue;
    const throwAway = members.some(({ metadata }) => metadata.annotations?.['todo-chatbot/throw-away']);
    const warning = throwAway ? '\nThese values are public. Use them only for a cluster whose data may be lost.' : '';
    files.set(
      `${String(at).padStart(2, '0')}-${component}.yaml`,
      yaml(members.toSorted(byKindAndName).map(ordered), comment + warning),
    );
  }
  if (stack === 'cloud') {
    const missing = placeholders([...files.values()].join());
    files.set('kustomization.yaml', kustomization([...missing, ...files.keys()], comment));
  }
  return files;
}

function byKindAndName(one: Manifest, other: Manifest): number {
  const rank = ({ kind }: Manifest) => (kinds.includes(kind) ? kinds.indexOf(kind) : kinds.length);
  const text = ({ kind, metadata }: Manifest) => `${kind} ${metadata.name}`;
  return rank(one) - rank(other) || (text(one) < text(other) ? -1 : 1);
}

function ordered({ apiVersion, kind, metadata, ...rest }: Manifest): object {
  const { name, namespace, labels, annotations } = metadata;
  return {
    apiVersion,
    kind,
    metadata: { name, ...(namespace ? { namespace } : {}), labels, ...(annotations ? { annotations } : {}) },
    ...rest,
  };
}

function kustomization(resources: string[], comment: string): string {
  return yaml([{ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources }], comment);
}

/**
 * Returns the name of a file that does not exist and that lists the placeholders, which are values in the domain example.com. So
 * `kubectl apply -k` names them and ends before it creates anything. Returns nothing if there are no placeholders.
 */
function placeholders(text: string): string[] {
  const found = text.match(/[a-z0-9.-]+\.example\.com|[a-z0-9]+:\/\/[\w./-]*example-com[\w./-]*/g) ?? [];
  const names = [...new Set(found)].toSorted().map((value) => value.replaceAll(/[^\w.-]+/g, '-'));
  return names.length > 0 ? [`PLACEHOLDERS-${names.join('-AND-')}-SEE-Pulumi.cloud.yaml`] : [];
}
