import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { rotatedSecrets } from '../../../infra/stack/secrets/rotated-secrets.ts';
import { type People, underLoad } from '../people.ts';
import { secondsSince, services, type TestCluster, withDatabase, workloads } from '../test-cluster.ts';

/** The time that people work on after a disturbance, so that what it left behind shows. */
const afterwardsMs = 5_000;

/** Kills a pod of each workload, one after the other. */
export async function kills(cluster: TestCluster): Promise<string> {
  const { kubectl, say } = cluster;
  const kill = async () => {
    const back: string[] = [];
    for (const workload of workloads) {
      const name = workload.split('/')[1]!;
      const [pod] = await kubectl.pods(`app.kubernetes.io/name=${name}`);
      const start = performance.now();
      // After the second the kubelet kills what has not ended.
      await kubectl.run('delete', 'pod', pod!.metadata.name, '--grace-period', '1');
      await kubectl.rolledOut(workload);
      back.push(`${name} ${secondsSince(start)}`);
      say(`${name} is back after ${secondsSince(start)}`);
      await delay(afterwardsMs);
    }
    return `back after ${back.join(', ')}`;
  };
  // daprd may append an old event again behind a newer one of its task when the broker is back; a page compares versions.
  return underLoad(cluster, kill, { mayBeLate: true });
}

/** Replaces the pods of all services by new ones, as a new version does. No request fails. */
export async function rollouts(cluster: TestCluster): Promise<string> {
  const { kubectl } = cluster;
  return underLoad(cluster, async (people) => {
    const start = performance.now();
    await kubectl.run('rollout', 'restart', ...services);
    for (const workload of services) await kubectl.rolledOut(workload);
    const seconds = secondsSince(start);
    await delay(afterwardsMs);
    nothingFailed(people);
    return `${services.length} workloads in ${seconds}`;
  });
}

/** Gives every secret that the system chooses itself another value. Nobody notices, and the old ones are worth nothing. */
export async function rotation(cluster: TestCluster): Promise<string> {
  const { kubectl, stack } = cluster;
  const uids = async () => {
    const pods = await Promise.all(
      ['postgres', 'redpanda'].map((name) => kubectl.pods(`app.kubernetes.io/name=${name}`)),
    );
    return pods.flat().map(({ metadata }) => metadata.uid);
  };
  const login = (user: string, password: string, database = 'todo') =>
    withDatabase(cluster, (pool) => pool.query('select 1'), { user, password, database });
  return underLoad(cluster, async (people) => {
    const before = await uids();
    const old = stack.secrets;
    stack.configure({ 'todo:secrets': rotatedSecrets(old) });
    const start = performance.now();
    const { update, replace } = await stack.up();
    const seconds = secondsSince(start);
    await delay(afterwardsMs);
    nothingFailed(people);
    assert.deepEqual(await uids(), before, 'PostgreSQL and the broker go on');
    const { status } = await people.clients[0]!.get('/api/auth/me');
    assert.equal(status, 200, 'who was signed in still is');
    const now = stack.secrets;
    for (const [user, key, database] of [
      ['todo', 'applicationPassword', 'todo'],
      ['todo_owner', 'ownerPassword', 'todo'],
      ['todo_dapr', 'stateStorePassword', 'dapr'],
      ['postgres', 'superuserPassword', 'todo'],
    ] as const) {
      assert.notEqual(now[key], old[key]);
      await login(user, now[key], database);
      await assert.rejects(login(user, old[key], database), /password authentication failed/, `${user}'s old password`);
    }
    return `${update} resources changed and ${replace} replaced in ${seconds}, 4 old passwords refused`;
  });
}

function nothingFailed({ failures }: People): void {
  assert.deepEqual(failures, [], 'no request may fail');
}
