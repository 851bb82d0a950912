import { execFileSync } from 'node:child_process';
import { ConfigError } from '../../../shared/config.ts';
import type { ClusterAccess } from '../config.reader.ts';

/** This label marks the Dapr that a stack has installed. */
export const installedBy = 'todo-chatbot/stack';

/**
 * Refuses to install Dapr if it is already installed by others. Helm would refuse as well, but only during the update.
 * @throws ConfigError that names the keys to set
 */
export function refuseSecondDapr(cluster: ClusterAccess, stack: string): void {
  const found = operators(cluster).find(({ labels }) => labels?.[installedBy] !== stack);
  if (!found) return;
  throw new ConfigError(
    `Dapr is installed already, in namespace ${found.namespace}. To use it:
  pulumi config set --path todo:dapr.install false
  pulumi config set --path todo:dapr.namespace ${found.namespace}
If an earlier version of this stack installed it, say so:
  kubectl -n ${found.namespace} label deployment/dapr-operator ${installedBy}=${stack}`,
  );
}

interface Operator {
  namespace: string;
  labels?: Record<string, string>;
}

/** Returns the Dapr operators of the cluster; none if there is no kubectl or it cannot reach the cluster. */
function operators({ context, renderYamlToDirectory }: ClusterAccess): Operator[] {
  if (renderYamlToDirectory) return [];
  const query = ['get', 'deployments', '--all-namespaces', '--selector', 'app=dapr-operator', '--output', 'json'];
  try {
    const response = execFileSync('kubectl', [...query, ...(context ? ['--context', context] : [])], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 15_000,
    });
    return JSON.parse(response).items.map(({ metadata }: { metadata: Operator }) => metadata);
  } catch {
    return [];
  }
}
