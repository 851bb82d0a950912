import k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from './config.ts';
import { holdsData, labels, metadata, type StackContext } from './stack-context.ts';

/** The namespace, unless it exists already, and its first policies. Its pods must meet the restricted Pod Security Standard and may connect only where a network policy allows it. */
export class Namespace extends pulumi.ComponentResource {
  constructor(context: StackContext, options?: pulumi.ComponentResourceOptions) {
    super('todo:stack:Namespace', 'namespace', {}, options);
    const { namespace: name, createsNamespace, throwAway } = context.config;
    const namespace = createsNamespace
      ? new k8s.core.v1.Namespace(
          name,
          {
            metadata: {
              name,
              labels: {
                ...labels(name, 'namespace'),
                'pod-security.kubernetes.io/enforce': 'restricted',
                'pod-security.kubernetes.io/audit': 'restricted',
                'pod-security.kubernetes.io/warn': 'restricted',
              },
            },
          },
          { parent: this, ...holdsData(throwAway) },
        )
      : undefined;
    const inside = { parent: this, ...(namespace ? { dependsOn: namespace } : {}) };
    new k8s.networking.v1.NetworkPolicy(
      'deny-by-default',
      {
        metadata: metadata(context, 'deny-by-default', 'namespace'),
        spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
      },
      inside,
    );
    new k8s.networking.v1.NetworkPolicy(
      'allow-dns',
      {
        metadata: metadata(context, 'allow-dns', 'namespace'),
        spec: {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [
            {
              to: dnsPeers(context.config.dns),
              ports: [
                { protocol: 'UDP', port: 53 },
                { protocol: 'TCP', port: 53 },
              ],
            },
          ],
        },
      },
      inside,
    );
    this.registerOutputs();
  }
}

/** The addresses at which a node itself responds to DNS. */
const nodeAddresses: Partial<Record<string, string>> = {
  'node-local': '169.254.20.10/32',
  'cloud-dns': '169.254.169.254/32',
};

function dnsPeers(dns: StackConfig['dns']) {
  const coreDns = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
    podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
  };
  return dns === 'kube-dns' ? [coreDns] : [coreDns, { ipBlock: { cidr: nodeAddresses[dns] ?? dns } }];
}
