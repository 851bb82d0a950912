import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { runOf } from '../../tests/support/stack/runs.ts';
import { loadResources } from '../local/sidecar/components/components.ts';
import { newSecrets } from '../stack/secrets/new-secrets.ts';
import { kubernetesFiles } from './kubernetes.files.ts';
import { rendered, renderedFolders } from './rendered.ts';
import { runProgram } from './run-program.ts';
import { root, stackFileConfig } from './stack.file.ts';

/** The kinds of resources that are in no namespace. */
const clusterWide = ['Namespace', 'GatewayClass', 'ClusterIssuer'];

describe('rendered files', () => {
  let files: Map<string, string>;
  before(async () => {
    files = await rendered();
  });

  it('are as the program has them now: otherwise `npm run render` was forgotten', async () => {
    for (const [path, content] of files) {
      assert.equal(await readFile(join(root, path), 'utf8').catch(() => 'missing'), content, path);
    }
  });

  it('are alone in their folders', async () => {
    for (const folder of renderedFolders) {
      const names = await readdir(join(root, folder));
      assert.deepEqual(
        names.map((name) => `${folder}/${name}`).filter((path) => !files.has(path)),
        [],
      );
    }
  });

  it('come out the same every time', async () => {
    assert.deepEqual(await rendered(), files);
  });

  it("are read by the sidecar's stand-in, and have the same components on one's own machine, in compose and in a cluster", async () => {
    const names = ({ components, others }: ReturnType<typeof loadResources>) =>
      [...components.map(({ name }) => name), ...others.map(({ kind }) => String(kind))].toSorted();
    const here = names(loadResources(join(root, 'infra/dapr/components')));
    assert.deepEqual(names(loadResources(join(root, 'infra/compose/components'))), here);
    const { manifests } = await runOf('minikube 5');
    const there = manifests.filter(
      ({ apiVersion, kind }) => apiVersion === 'dapr.io/v1alpha1' && kind !== 'Configuration',
    );
    assert.deepEqual(there.map(({ kind, metadata }) => (kind === 'Component' ? metadata.name : kind)).toSorted(), here);
  });

  it('name each resource and its namespace', () => {
    for (const [path, content] of files) {
      if (!path.startsWith('infra/k8s/') || path.endsWith('kustomization.yaml')) continue;
      for (const document of parseAllDocuments(content)) {
        const { kind, metadata } = document.toJS();
        assert.ok(metadata.name, `${path}: ${kind}`);
        assert.equal(metadata.namespace, clusterWide.includes(kind) ? undefined : 'todo', `${path}: ${metadata.name}`);
        assert.equal(metadata.labels['app.kubernetes.io/part-of'], 'todo-chatbot', `${path}: ${metadata.name}`);
      }
    }
  });

  it('hold no secret but the public ones of minikube, which are marked', async () => {
    const isPublic = Object.values(JSON.parse(stackFileConfig('minikube')['todo:secrets']!)) as string[];
    const marks = [
      /-----BEGIN PRIVATE KEY-----/,
      /:\/\/[^/\s:@]+:[^/\s:@]+@/,
      ...isPublic.map((value) => value.trim()),
    ];
    for (const [path, content] of files) {
      const found = marks.filter((mark) => (typeof mark === 'string' ? content.includes(mark) : mark.test(content)));
      if (path === 'infra/k8s/minikube/01-secrets.yaml') {
        assert.match(content, /^# These values are public\. Use them only for a cluster whose data may be lost\.$/m);
        for (const document of parseAllDocuments(content)) {
          assert.ok(document.toJS().metadata.annotations['todo-chatbot/throw-away']);
        }
      } else {
        assert.deepEqual(found, [], path);
      }
    }
  });

  it('are applied in an order in which nothing refers to what is not there yet', () => {
    const ordered = [...files].filter(([path]) => path.startsWith('infra/k8s/minikube/')).toSorted();
    const there = new Set<string>();
    for (const [path, content] of ordered) {
      for (const document of parseAllDocuments(content)) {
        const { kind, metadata, spec } = document.toJS();
        const pod = spec?.template?.spec;
        const wanted = [
          ...(kind === 'Namespace' ? [] : [`Namespace/${metadata.namespace}`]),
          ...(pod?.serviceAccountName ? [`ServiceAccount/${pod.serviceAccountName}`] : []),
          ...(pod?.volumes ?? []).flatMap(({ secret, configMap }: Record<string, Record<string, string>>) => [
            ...(secret ? [`Secret/${secret['secretName']}`] : []),
            ...(configMap ? [`ConfigMap/${configMap['name']}`] : []),
          ]),
        ];
        assert.deepEqual(
          wanted.filter((name) => !there.has(name)),
          [],
          `${path}: ${kind} ${metadata.name}`,
        );
        there.add(`${kind}/${metadata.name}`);
      }
    }
  });

  it('cannot be applied to the cloud while they hold placeholders, which are named', async () => {
    const named = (of: Map<string, string>) =>
      parseAllDocuments(of.get('kustomization.yaml')!)[0]!
        .toJS()
        .resources.filter((name: string) => !of.has(name));
    const { manifests } = await runOf('cloud 5');
    assert.deepEqual(named(kubernetesFiles('cloud', manifests)), [
      'PLACEHOLDERS-s3-todo-example-com-postgres-todo-AND-todo.example.com-SEE-Pulumi.cloud.yaml',
    ]);
    const { manifests: own } = await runProgram('cloud', {
      'todo:origin': 'https://todo.mine.org',
      'todo:postgres': { kind: 'cluster', backup: { destination: 's3://mine/todo' } },
    });
    assert.deepEqual(named(kubernetesFiles('cloud', own)), []);
  });

  it('have no Secret for the cloud, whatever the stack would make of its configuration', async () => {
    const { manifests } = await runProgram('cloud', { 'todo:secrets': newSecrets() });
    assert.ok(manifests.some(({ kind }) => kind === 'Secret'));
    for (const [path, content] of files) {
      if (path.startsWith('infra/k8s/cloud/')) assert.doesNotMatch(content, /^kind: Secret$/m, path);
    }
  });
});

describe('committed files', () => {
  it('hold none of the secrets of minikube but in the two files that say they are public', async () => {
    const isPublic = (Object.values(JSON.parse(stackFileConfig('minikube')['todo:secrets']!)) as string[]).map(
      (value) => value.trim(),
    );
    const paths = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    });
    const allowed = ['Pulumi.minikube.yaml', 'infra/k8s/minikube/01-secrets.yaml'];
    for (const path of paths.split('\n').filter((line) => line && !allowed.includes(line))) {
      const content = await readFile(join(root, path), 'utf8').catch(() => '');
      assert.ok(!isPublic.some((value) => content.includes(value)), path);
      if (!path.endsWith('.test.ts') && !path.includes('/policies/')) {
        assert.doesNotMatch(content, /-----BEGIN (EC |RSA |OPENSSH )?PRIVATE KEY-----\n/, path);
      }
    }
  });
});
