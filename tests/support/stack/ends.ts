import type { Manifest } from '../../../infra/render/run-program.ts';
import { find } from './find.ts';

/** Lists the peers and ports that a policy allows, as `peer:ports`. */
export function ends(manifests: readonly Manifest[], name: string, direction: 'ingress' | 'egress'): string[] {
  // biome-ignore lint/suspicious/noExplicitAny: rules of any kind
  return find(manifests, `NetworkPolicy/${name}`).spec[direction].flatMap((rule: any) => {
    const ports = rule.ports.map(({ port }: { port: number }) => port).join(',');
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const peers: any[] = rule[direction === 'ingress' ? 'from' : 'to'] ?? [undefined];
    return peers.map((peer) => `${peerOf(peer)}:${ports}`);
  });
}

// biome-ignore lint/suspicious/noExplicitAny: as above
function peerOf(peer: any): string {
  if (!peer) return 'anyone';
  if (peer.ipBlock) return peer.ipBlock.cidr;
  if (peer.podSelector?.matchExpressions) return peer.podSelector.matchExpressions[0].values[0];
  if (peer.namespaceSelector) return `namespace ${peer.namespaceSelector.matchLabels['kubernetes.io/metadata.name']}`;
  const { matchLabels } = peer.podSelector;
  return matchLabels['app.kubernetes.io/name'] ?? Object.values(matchLabels)[0];
}
