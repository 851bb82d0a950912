import { type Manifest, runProgram } from '../../infra/render/run-program.ts';
import type { StackName } from '../../infra/render/stack.file.ts';
import { createdByJobs } from '../support/stack/find.ts';
import { crdSchemas, withoutSchema } from './crd.modules.ts';
import { crdValidator } from './crd.validator.ts';

/**
 * `npm run test:crds` compares every custom resource that the program can make with the schema of its CRD, of the version that is
 * installed. It needs Go on the PATH, which downloads the CRDs.
 */
const backup = { kind: 'cluster', instances: 3, storage: '10Gi' };
const variants: [StackName, Record<string, unknown>][] = [
  [
    'minikube',
    {
      'todo:monitoring': 'monitoring',
      'todo:email': { host: 'smtp.example.org', from: 'todo@example.org' },
      'todo:throwAway': false,
      'todo:secrets': undefined,
    },
  ],
  ['cloud', { 'todo:monitoring': 'monitoring' }],
  [
    'cloud',
    {
      'todo:postgres': {
        ...backup,
        backup: { destination: 'gs://bucket/todo', identity: { 'iam.gke.io/gcp-service-account': 'a@b' } },
      },
    },
  ],
  [
    'cloud',
    {
      'todo:postgres': {
        ...backup,
        backup: {
          destination: 'https://account.blob.core.windows.net/container/todo',
          credentials: 'store',
          serverName: 'second',
        },
        restore: { time: '2026-11-26T21:00:00Z' },
      },
      'todo:prerequisites': { certManager: { install: true, acmeEmail: 'me@example.org' } },
      'todo:pods': {
        pullSecrets: ['registry'],
        nodeSelector: { 'kubernetes.io/arch': 'arm64' },
        tolerations: [{ key: 'a', operator: 'Exists' }],
        priorityClass: 'high',
      },
    },
  ],
];
const schemas = crdSchemas();
let checked = 0;
const wrong: string[] = [];
const unchecked = new Set<string>();
for (const [stack, changes] of variants) {
  const { manifests } = await runProgram(stack, changes);
  for (const manifest of [...manifests, ...createdByJobs(manifests)].filter(isCustom)) {
    const { apiVersion, kind, metadata } = manifest;
    const schema = schemas.get(`${apiVersion}/${kind}`);
    if (!schema && withoutSchema.includes(apiVersion.split('/')[0] ?? '')) unchecked.add(kind);
    else if (!schema) wrong.push(`${kind}/${metadata.name}: no CRD has ${apiVersion}`);
    else {
      checked += 1;
      wrong.push(...crdValidator(schema)(manifest).map((reason) => `${kind}/${metadata.name}: ${reason}`));
    }
  }
}
for (const line of new Set(wrong)) process.stdout.write(`✘ ${line}\n`);
const left = unchecked.size > 0 ? `; without a schema: ${[...unchecked].join(', ')}` : '';
process.stdout.write(`${checked} custom resources checked, ${wrong.length} violations${left}\n`);
process.exit(wrong.length > 0 || checked < 50 ? 1 : 0); // Pulumi's runtime keeps a timer that would delay the exit

/** Kubernetes' own groups are those without a dot, or end in k8s.io, except that of the Gateway API. */
function isCustom({ apiVersion }: Manifest): boolean {
  const [group = '', version] = apiVersion.split('/');
  return version !== undefined && group.includes('.') && (!group.endsWith('.k8s.io') || group.startsWith('gateway.'));
}
