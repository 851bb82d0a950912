import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isPair, publicKeys } from '../../../shared/auth/session-keys.ts';
import { evaluated } from '../../../tests/support/stack/evaluated.ts';
import { difference, find } from '../../../tests/support/stack/find.ts';
import { runProgram } from '../../render/run-program.ts';
import { root } from '../../render/stack.file.ts';
import { newSecrets } from './new-secrets.ts';
import { rotatedSecrets } from './rotated-secrets.ts';
import type { SecretValues } from './secret.values.ts';

const old = newSecrets();

/** Returns what changes in a stack when some of its secrets change. */
async function rotation(
  stack: 'minikube' | 'cloud',
  changes: Partial<SecretValues>,
  more: Record<string, unknown> = {},
) {
  const before = await evaluated(stack, { ...more, 'todo:secrets': old });
  const after = await runProgram(stack, { ...more, 'todo:secrets': { ...old, ...changes } });
  const { added, removed, changed } = difference(before.manifests, after.manifests);
  assert.deepEqual([added, removed], [[], []]);
  return changed;
}

describe('a new secret', () => {
  const password = 'another-password-of-32-characters';

  it("of the services' role reaches the role by the migration, and restarts what connects as it", async () => {
    for (const stack of ['minikube', 'cloud'] as const) {
      assert.deepEqual(await rotation(stack, { applicationPassword: password }), [
        'Deployment/backend',
        'Deployment/notification',
        'Job/migration',
        'Secret/backend',
        'Secret/migration',
        'Secret/notification',
      ]);
    }
  });

  it('of a role that PostgreSQL itself has reaches it without a restart, and restarts only what connects as it', async () => {
    for (const stack of ['minikube', 'cloud'] as const) {
      assert.deepEqual(await rotation(stack, { ownerPassword: password }), [
        'Job/migration',
        'Secret/migration',
        'Secret/postgres-owner',
      ]);
      assert.deepEqual(await rotation(stack, { stateStorePassword: password }), [
        'Deployment/notification',
        'Deployment/recurring',
        'Secret/postgres-state-store',
        'Secret/statestore',
      ]);
    }
    assert.deepEqual(await rotation('minikube', { superuserPassword: password }), ['Secret/postgres-superuser']);
  });

  it('of the broker or of Dapr restarts what uses it', async () => {
    const services = ['Deployment/backend', 'Deployment/notification', 'Deployment/recurring'];
    assert.deepEqual(await rotation('cloud', { brokerPassword: password }), [
      ...services,
      'Job/topics',
      'Secret/broker-user',
      'StatefulSet/websocket',
    ]);
    assert.deepEqual(await rotation('cloud', { brokerAdministratorPassword: password }), [
      'Secret/redpanda-administrators',
    ]);
    for (const [value, secret] of [
      ['daprApiToken', 'dapr-api-token'],
      ['appApiToken', 'app-api-token'],
    ] as const) {
      const changed = await rotation('minikube', { [value]: password });
      assert.deepEqual(changed, [...services, `Secret/${secret}`, 'StatefulSet/websocket']);
    }
  });

  it('is told by a keyed digest, from which nobody can test a guess', async () => {
    const digest = async (values: SecretValues) => {
      const { manifests } = await runProgram('minikube', { 'todo:secrets': values });
      const { annotations } = find(manifests, 'Deployment/backend').spec.template.metadata;
      return annotations['todo-chatbot/secrets'] as string;
    };
    assert.match(await digest(old), /^[0-9a-f]{16}$/);
    assert.equal(await digest(old), await digest({ ...old }));
    assert.notEqual(await digest(old), await digest({ ...old, digestKey: password }));
  });

  it("is told to CloudNativePG at once, by a label of its roles' Secrets", async () => {
    const { manifests } = await evaluated('cloud', { 'todo:secrets': old });
    for (const name of ['postgres-owner', 'postgres-state-store']) {
      assert.equal(find(manifests, `Secret/${name}`).metadata.labels['cnpg.io/reload'], 'true');
    }
  });
});

describe('rotating all secrets', () => {
  it('makes each anew, and keeps what others have given, and the key with which browsers have subscribed', () => {
    const given = { ...old, llmApiKey: 'theirs', email: { user: 'theirs', password: 'theirs' } };
    const next = rotatedSecrets(given);
    const same = Object.keys(given).filter((name) => next[name as 'llmApiKey'] === given[name as 'llmApiKey']);
    assert.deepEqual(same.toSorted(), ['digestKey', 'email', 'llmApiKey', 'vapidPrivateKey']);
  });

  it('makes the key of push where there was none', () => {
    const { vapidPrivateKey: _, ...rest } = old;
    assert.match(rotatedSecrets(rest).vapidPrivateKey ?? '', /^[\w-]{43}$/);
  });

  it('signs sessions by a key that every pod accepts already, and goes on to accept the one before', () => {
    let current = old;
    for (let round = 0; round < 4; round += 1) {
      const next = rotatedSecrets(current);
      assert.ok(isPair(next.jwtPrivateKey, current.jwtPublicKey), 'pods of before accept the sessions of now');
      assert.ok(isPair(current.jwtPrivateKey, next.jwtPublicKey), 'pods of now accept the sessions of before');
      assert.notEqual(next.jwtPrivateKey, current.jwtPrivateKey);
      assert.ok(publicKeys(next.jwtPublicKey).length <= 3);
      current = next;
    }
  });

  it('begins by announcing a key where there was none to come', () => {
    const { jwtNextPrivateKey: _, ...rest } = old;
    const [first] = publicKeys(old.jwtPublicKey);
    const next = rotatedSecrets({ ...rest, jwtPublicKey: first! });
    assert.equal(next.jwtPrivateKey, old.jwtPrivateKey);
    assert.equal(publicKeys(next.jwtPublicKey).length, 2);
  });

  it('is one command that reads the old ones and writes the new ones', () => {
    const script = join(root, 'infra/render/new-secrets.main.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'rotate'], {
      input: JSON.stringify(old),
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    const next = JSON.parse(stdout) as SecretValues;
    assert.notEqual(next.ownerPassword, old.ownerPassword);
    assert.ok(isPair(next.jwtPrivateKey, old.jwtPublicKey));
    const wrong = spawnSync(process.execPath, [script, 'rotate'], { input: '{}', encoding: 'utf8' });
    assert.notEqual(wrong.status, 0);
    assert.equal(wrong.stdout, '');
  });
});

describe('the container that tells PostgreSQL its passwords', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'todo-roles-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('sets them when it starts and whenever a file changes, and tries again when that failed', async () => {
    const { manifests } = await evaluated('minikube');
    const [container] = find(manifests, 'StatefulSet/postgres').spec.template.spec.initContainers;
    assert.equal(container.restartPolicy, 'Always');
    const names = ['POSTGRES_PASSWORD', 'OWNER_PASSWORD', 'STATE_STORE_PASSWORD'];
    const env: Record<string, string> = { PATH: `${folder}:/usr/bin:/bin` };
    for (const name of names) {
      env[`${name}_FILE`] = join(folder, name);
      await writeFile(join(folder, name), `first-${name}`);
    }
    // Stands for psql, which fails at first; and for sleep: the second one changes a file, and the fourth ends the loop.
    const psql = `#!/bin/bash\necho "psql $*" >>${folder}/calls; cat >>${folder}/input\n[ -e ${folder}/up ]\n`;
    const sleep = `#!/bin/bash\necho sleep >>${folder}/calls
case $(grep -c sleep ${folder}/calls) in 1) touch ${folder}/up;; 2) echo second >${folder}/OWNER_PASSWORD;; 4) kill $PPID;; esac\n`;
    for (const [name, content] of Object.entries({ psql, sleep })) {
      await writeFile(join(folder, name), content);
      await chmod(join(folder, name), 0o755);
    }
    const [program, ...args] = container.command;
    spawnSync(program, args, { env, encoding: 'utf8', timeout: 60_000 });
    const calls = (await readFile(join(folder, 'calls'), 'utf8')).trimEnd().split('\n');
    assert.deepEqual(
      calls.map((call) => call.split(' ')[0]),
      ['psql', 'sleep', 'psql', 'sleep', 'psql', 'sleep', 'sleep'],
    );
    assert.match(calls[0]!, /--host=\/var\/run\/postgresql/);
    const input = await readFile(join(folder, 'input'), 'utf8');
    assert.match(input, /alter role todo_owner password :'owner'/);
    assert.ok(!input.includes('first-'), 'psql reads the passwords itself');
  });
});
