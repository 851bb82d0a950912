import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { find } from '../../../tests/support/stack/find.ts';
import { runProgram } from '../../render/run-program.ts';

describe('the Job that makes the topics', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'todo-topics-'));
  });
  after(() => rm(folder, { recursive: true }));

  /** Runs the container's script with a fake `rpk` that records its calls and reports the given numbers of partitions. */
  async function run(stack: 'minikube' | 'cloud', existing: Record<string, number>) {
    const { manifests } = await runProgram(stack);
    const [{ command, env }] = find(manifests, 'Job/topics').spec.template.spec.containers;
    const calls = join(folder, 'calls');
    await writeFile(calls, '');
    const list = Object.entries(existing).map(([name, partitions]) => `${name}   ${partitions}   1`);
    await writeFile(join(folder, 'list'), ['NAME   PARTITIONS   REPLICAS', ...list, ''].join('\n'));
    const rpk = `#!/bin/bash\necho "\${RPK_USER:-nobody} $*" >>"${calls}"\n[ "$2" != list ] || cat "${folder}/list"\n`;
    await writeFile(join(folder, 'rpk'), rpk);
    await chmod(join(folder, 'rpk'), 0o755);
    const variables = Object.fromEntries(env.map(({ name, value }: { name: string; value: string }) => [name, value]));
    for (const name of ['USERNAME', 'PASSWORD', 'CA']) {
      if (!variables[`${name}_FILE`]) continue;
      variables[`${name}_FILE`] = join(folder, name);
      await writeFile(join(folder, name), name.toLowerCase());
    }
    const [program, ...args] = command;
    const { status, stderr } = spawnSync(program, args, {
      env: { ...variables, PATH: `${folder}:/usr/bin:/bin` },
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    return (await readFile(calls, 'utf8')).trimEnd().split('\n');
  }

  const all =
    'task-events task-events.dead-letter reminders reminders.dead-letter task-updates task-updates.dead-letter';

  it('makes what is missing, and adds partitions where there are too few', async () => {
    const calls = await run('minikube', { 'task-events': 3, reminders: 12, 'task-updates': 24 });
    assert.deepEqual(calls, [
      // The broker responds.
      'nobody topic list',
      `nobody topic create ${all} --if-not-exists --partitions 12 --replicas 1 --topic-config retention.ms=604800000`,
      `nobody topic alter-config ${all} --set retention.ms=604800000`,
      `nobody topic list ${all}`,
      'nobody topic add-partitions task-events --num 9',
    ]);
  });

  it('is the user of the Secret where the broker has users', async () => {
    const calls = await run('cloud', {});
    assert.deepEqual([...new Set(calls.map((call) => call.split(' ')[0]))], ['username']);
  });
});
