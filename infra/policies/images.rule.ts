import { containersOf, type Rule } from './rule.ts';

export const imagesHaveVersions: Rule = {
  name: 'images-have-versions',
  description: 'Every image has a version or a digest, and none is "latest".',
  violations: (resource) => [
    ...containersOf(resource).flatMap(({ name, image }) =>
      versioned(image) ? [] : [`Container ${name} uses ${image}.`],
    ),
    ...operated(resource).flatMap((image) => (versioned(image) ? [] : [`It uses ${image}.`])),
  ],
};

function versioned(image: unknown): boolean {
  if (typeof image !== 'string') return false;
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return true;
  const [, tag] = /^[^@]*:([^:/@]+)$/.exec(image) ?? [];
  return tag !== undefined && tag !== 'latest';
}

/** Returns the images of pods that operators create. */
// biome-ignore lint/suspicious/noExplicitAny: as in Resource
function operated({ kind, spec }: any): unknown[] {
  if (kind === 'Cluster') return [spec?.imageName];
  if (kind !== 'Redpanda') return [];
  const { repository, tag } = spec?.clusterSpec?.image ?? {};
  return [`${repository}:${tag ?? 'latest'}`];
}
