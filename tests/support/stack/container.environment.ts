import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { podOf } from '../../../infra/policies/rule.ts';
import type { Manifest } from '../../../infra/render/run-program.ts';
import { find } from './find.ts';

/**
 * The environment that a workload's container starts with. What its Secrets and ConfigMaps would hold is written below `folder`, and
 * the variables that name those files name them there.
 */
export async function containerEnvironment(
  manifests: readonly Manifest[],
  workload: string,
  folder: string,
): Promise<Record<string, string>> {
  // biome-ignore lint/suspicious/noExplicitAny: fields that the rules of policies do not read
  const { containers, volumes } = podOf(find(manifests, workload)) as any;
  const [{ env, volumeMounts }] = containers;
  const files = new Map<string, string>();
  for (const { name, mountPath } of volumeMounts) {
    const { secret, configMap } = volumes.find((volume: { name: string }) => volume.name === name);
    const { data = {} } = configMap ? find(manifests, `ConfigMap/${configMap.name}`) : {};
    for (const [key, content] of Object.entries<string>(data)) files.set(`${mountPath}/${key}`, content);
    // An operator makes that one.
    if (!secret || secret.secretName === 'postgres-ca') continue;
    const { stringData } = find(manifests, `Secret/${secret.secretName}`);
    for (const { key, path } of secret.items) {
      assert.ok(key in stringData, `Secret ${secret.secretName} has no key ${key}`);
      files.set(`${mountPath}/${path}`, stringData[key]);
    }
  }
  const environment: Record<string, string> = {};
  for (const { name, value } of env) {
    environment[name] = value;
    if (!name.endsWith('_FILE')) continue;
    const content = files.get(value);
    assert.ok(content !== undefined, `${name} names ${value}, which is no file of the container`);
    environment[name] = join(folder, value);
    await mkdir(dirname(environment[name]), { recursive: true });
    await writeFile(environment[name], content);
  }
  return environment;
}
