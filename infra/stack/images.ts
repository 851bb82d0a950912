import type { StackConfig } from './config.ts';

/** Returns the full name of an image of ours, by its digest as well if the stack has it. */
export function imageOf({ registry, version, digests }: StackConfig['images'], name: 'services' | 'frontend'): string {
  return `${registry}/${name}:${version}${digests ? `@${digests[name]}` : ''}`;
}
