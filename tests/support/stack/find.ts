import assert from 'node:assert/strict';
import type { Manifest } from '../../../infra/render/run-program.ts';

/** Names the resources as `kind/name`, without the hash of a content. */
export function names(manifests: readonly Manifest[]): string[] {
  return manifests.map(nameOf).toSorted();
}

export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind}/${kind === 'Job' ? metadata.name.replace(/-[0-9a-f]{8}$/, '') : metadata.name}`;
}

// biome-ignore lint/suspicious/noExplicitAny: any kind of resource
export function find(manifests: readonly Manifest[], wanted: string): any {
  const found = manifests.filter((manifest) => nameOf(manifest) === wanted);
  assert.equal(
    found.length,
    1,
    `${found.length} resources are called ${wanted}; there are ${names(manifests).join(', ')}`,
  );
  return found[0];
}

/** Returns the resources that Jobs of the stack create, which are in ConfigMaps. */
export function createdByJobs(manifests: readonly Manifest[]): Manifest[] {
  const maps = manifests.filter(({ kind }) => kind === 'ConfigMap').map(({ data }) => data as Record<string, string>);
  return maps.flatMap(({ 'cluster.json': cluster }) => (cluster ? [JSON.parse(cluster)] : []));
}

/** Names the resources that were removed, added and changed. */
export function difference(before: readonly Manifest[], after: readonly Manifest[]) {
  const [old, now] = [before, after].map(
    (manifests) => new Map(manifests.map((manifest) => [nameOf(manifest), manifest])),
  );
  assert.ok(old && now);
  return {
    removed: [...old.keys()].filter((name) => !now.has(name)).toSorted(),
    added: [...now.keys()].filter((name) => !old.has(name)).toSorted(),
    changed: [...now.keys()]
      .filter((name) => old.has(name) && JSON.stringify(old.get(name)) !== JSON.stringify(now.get(name)))
      .toSorted(),
  };
}
