import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** The Go modules that contain the CRDs, each of the version that the pinned chart installs (infra/stack/third-party.ts). */
const modules = [
  { module: 'github.com/dapr/dapr@v1.18.3', folder: 'charts/dapr/crds' },
  { module: 'github.com/cert-manager/cert-manager@v1.21.2', folder: 'deploy/crds' },
  { module: 'github.com/cloudnative-pg/cloudnative-pg@v1.30.1', folder: 'config/crd/bases' },
  { module: 'github.com/cloudnative-pg/plugin-barman-cloud@v0.15.0', folder: 'config/crd/bases' },
  // The chart has 2.21.1, which was not published as a module.
  { module: 'github.com/kedacore/keda/v2@v2.21.0', folder: 'config/crd/bases' },
  // Envoy Gateway 1.9.1 comes with this version.
  { module: 'sigs.k8s.io/gateway-api@v1.6.1', folder: 'config/crd/standard' },
  { module: 'github.com/prometheus-operator/prometheus-operator@v0.85.0', folder: 'example/prometheus-operator-crd' },
];

/** The groups whose CRDs are in no public module. */
export const withoutSchema = ['cluster.redpanda.com'];

/** A schema of OpenAPI 3, as CRDs have it. */
export type CrdSchema = Record<string, unknown>;

/** Returns the schema of each kind, by `apiVersion/kind`. It needs Go, which downloads the modules. */
export function crdSchemas(): Map<string, CrdSchema> {
  const schemas = new Map<string, CrdSchema>();
  for (const { module, folder } of modules) {
    // Go must not read a module of the folder in which this runs.
    const output = execFileSync('go', ['mod', 'download', '-json', module], { cwd: tmpdir(), encoding: 'utf8' });
    const path = join(JSON.parse(output).Dir, folder);
    for (const file of readdirSync(path).filter((name) => name.endsWith('.yaml'))) {
      for (const document of parseAllDocuments(readFileSync(join(path, file), 'utf8'))) {
        const crd = document.toJS();
        if (crd?.kind !== 'CustomResourceDefinition') continue;
        for (const { name, schema } of crd.spec.versions)
          if (schema) schemas.set(`${crd.spec.group}/${name}/${crd.spec.names.kind}`, schema.openAPIV3Schema);
      }
    }
  }
  return schemas;
}
