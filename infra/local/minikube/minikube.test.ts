import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import packageJson from '../../../package.json' with { type: 'json' };
import { planDown, planUp } from './plan.ts';
import { minikubeProject } from './project.ts';
import { runSteps } from './run-steps.ts';
import { findTools } from './tools.ts';

describe('npm run minikube', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'todo-minikube-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Puts programs into the folder that write down how they are called. */
  function fake(programs: Record<string, string>): NodeJS.ProcessEnv {
    for (const [name, script] of Object.entries(programs)) {
      const path = join(folder, name);
      writeFileSync(path, `#!/bin/sh\necho "${name} $*" >>"${folder}/calls"\n${script}\n`);
      chmodSync(path, 0o755);
    }
    return { PATH: `${folder}:/usr/bin:/bin` };
  }
  const calls = () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
  const image = (name: string) => `ghcr.io/todo-chatbot/${name}:${packageJson.version}`;

  it('says all that is missing at once, and where to get it', () => {
    assert.throws(
      () => findTools(folder),
      /^StartError: Install minikube \(https:.*\) or kind, and kubectl \(.*\), and pulumi/,
    );
    fake({ kind: '', kubectl: '', pulumi: '' });
    assert.throws(
      () => findTools(folder),
      /^StartError: Install docker \(https:.*\) or podman, to build images for kind, and/,
    );
  });

  it('starts a cluster of its own, builds inside it, and deploys', async () => {
    const env = fake({ minikube: '[ "$1" != status ]', kubectl: '', pulumi: '[ "$2" != select ]' });
    await runSteps(planUp(findTools(folder), '/project'), env, () => undefined);
    assert.deepEqual(calls(), [
      'minikube status --profile todo-chatbot',
      'minikube start --profile todo-chatbot --memory 6g',
      `minikube image build --profile todo-chatbot --tag ${image('services')} --file services/Dockerfile .`,
      `minikube image build --profile todo-chatbot --tag ${image('frontend')} --file services/frontend/Dockerfile .`,
      'pulumi stack select minikube --cwd /project --non-interactive',
      'pulumi stack init minikube --cwd /project --non-interactive',
      'pulumi up --yes --suppress-outputs --stack minikube --cwd /project --non-interactive',
    ]);
  });

  it('with kind builds outside, and loads; what is there already is not made again', async () => {
    const env = fake({ kind: '', podman: '', kubectl: '', pulumi: '' });
    const lines: string[] = [];
    await runSteps(planUp(findTools(folder), '/project'), env, (line) => lines.push(line));
    assert.deepEqual(calls(), [
      'kubectl --context kind-todo-chatbot get nodes',
      ...['services', 'frontend'].flatMap((name) => [
        `podman build --tag ${image(name)} --file services/${name === 'services' ? '' : `${name}/`}Dockerfile .`,
        `kind load docker-image ${image(name)} --name todo-chatbot`,
      ]),
      'pulumi stack select minikube --cwd /project --non-interactive',
      'pulumi up --yes --suppress-outputs --stack minikube --cwd /project --non-interactive',
    ]);
    assert.equal(lines[0], '1/7 Creating a cluster with kind: is there already\n');
  });

  it('ends at the first failure, with what the command said last', async () => {
    const env = fake({
      minikube: 'if [ "$1" = image ]; then echo "no space left"; exit 3; fi',
      kubectl: '',
      pulumi: '',
    });
    await assert.rejects(
      runSteps(planUp(findTools(folder), '/project'), env, () => undefined),
      /^StartError: minikube image build .* failed:\nno space left$/,
    );
    assert.ok(calls().every((call) => !call.startsWith('pulumi')));
  });

  it('deletes nothing but the cluster that it made', async () => {
    const env = fake({ minikube: '', kubectl: '', pulumi: '' });
    await runSteps(planDown(findTools(folder)), env, () => undefined);
    assert.deepEqual(calls(), ['minikube delete --profile todo-chatbot']);
  });

  it('has a Pulumi project of its own, whose file a second run keeps', () => {
    const project = join(folder, 'project');
    const env = minikubeProject(project, { cluster: 'kind', builder: 'docker' });
    assert.equal(env['PULUMI_BACKEND_URL'], `file://${project}/state`);
    const file = join(project, 'Pulumi.minikube.yaml');
    const { config } = parse(readFileSync(file, 'utf8'));
    assert.equal(config['kubernetes:context'], 'kind-todo-chatbot');
    assert.equal(config['todo:kubernetesApi'], undefined, "the default has the port of kind's API");
    writeFileSync(file, 'config: {}\nencryptionsalt: v1\n');
    minikubeProject(project, { cluster: 'kind', builder: 'docker' });
    assert.match(readFileSync(file, 'utf8'), /encryptionsalt/);
    assert.ok(existsSync(join(project, 'infra/index.ts')), 'the program is linked');
  });
});
