import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../../render/run-program.ts';

describe('a cluster that has Dapr already', () => {
  const path = process.env['PATH'];
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'todo-kubectl-'));
    process.env['PATH'] = `${folder}:${path}`;
  });
  afterEach(async () => {
    process.env['PATH'] = path;
    await rm(folder, { recursive: true });
  });

  /** Puts a kubectl on the PATH that responds with deployments of these labels, or fails. */
  async function kubectl(deployments: Record<string, string>[] | 'fails') {
    const items =
      deployments === 'fails'
        ? []
        : deployments.map((labels) => ({ metadata: { name: 'dapr-operator', namespace: 'their-dapr', labels } }));
    await writeFile(join(folder, 'response.json'), JSON.stringify({ items }));
    const script = `#!/bin/sh\necho "$@" >${folder}/arguments\ncat ${folder}/response.json\nexit ${deployments === 'fails' ? 1 : 0}\n`;
    await writeFile(join(folder, 'kubectl'), script);
    await chmod(join(folder, 'kubectl'), 0o755);
  }
  const named = { 'kubernetes:renderYamlToDirectory': undefined, 'kubernetes:context': 'production' };

  it('is told before anything is created, with the key to set', async () => {
    await kubectl([{ app: 'dapr-operator' }]);
    await assert.rejects(
      runProgram('cloud', named),
      /Dapr is installed already, in namespace their-dapr.*todo:dapr\.install.*todo:dapr\.namespace their-dapr/s,
    );
    assert.equal(
      (await readFile(join(folder, 'arguments'), 'utf8')).trim(),
      'get deployments --all-namespaces --selector app=dapr-operator --output json --context production',
    );
  });

  it('is right when this stack has installed it, or does not install one', async () => {
    await kubectl([{ app: 'dapr-operator', 'todo-chatbot/stack': 'cloud' }]);
    const { releases } = await runProgram('cloud', named);
    assert.partialDeepStrictEqual(releases.find(({ name }) => name === 'dapr')?.values, {
      global: { k8sLabels: { 'todo-chatbot/stack': 'cloud' } },
    });
    await kubectl([{ app: 'dapr-operator' }]);
    await runProgram('cloud', { ...named, 'todo:dapr': { install: false } });
    await runProgram('cloud', { ...named, 'todo:phase5': false });
  });

  it('is not asked for where nothing can be asked: Pulumi itself tells what it cannot reach', async () => {
    await kubectl('fails');
    await runProgram('cloud', named);
  });
});
