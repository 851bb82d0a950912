import assert from 'node:assert/strict';
import { isEmpty } from '../../infra/local/daprd/topics.ts';
import { checkInvariants, type Invariant, noDeadLetter } from '../kill/invariants.ts';
import { printInvariant } from '../kill/report.ts';
import { eventually } from '../support/eventually.ts';
import { config } from './config.ts';
import { type Fault, faults } from './faults.ts';
import { checkHistory } from './history.check.ts';
import { type RequestStats, startLoad } from './load.ts';
import type { Scene } from './scene.ts';
import { startFaultSystem, type TestSystem } from './test-system.ts';

/** The longest time in which no request may succeed while PostgreSQL restarts and the services reconnect. */
const longestSilenceMs = 30_000;
/** How long the load runs without a fault, before the first fault and after each. */
const calmMs = 5_000;
const drainMs = 300_000;

describe('the system on daprd and Kafka, two replicas of each service', function () {
  this.timeout(900_000);
  const inflicted = faults.filter(({ name }) => !config.FAULTS || config.FAULTS.includes(name));
  let scene: Scene;
  let invariants: Map<string, Invariant>;

  const say = (line: string) => process.stdout.write(`      ${line}\n`);

  before(async () => {
    const names = faults.map(({ name }) => name);
    const unknown = config.FAULTS?.filter((name) => !names.includes(name)) ?? [];
    assert.deepEqual(unknown, [], `FAULTS may name ${names.join(', ')}`);
    const testSystem: TestSystem = await startFaultSystem(config.FAULTS_FOLDER);
    scene = Object.assign(testSystem, { load: await startLoad(testSystem.system), poison: [], outages: [], tell: say });
    await calm(scene);
  });
  after(() => scene?.stop());

  for (const fault of inflicted) {
    it(`goes on: ${fault.name}`, async function () {
      if (fault.skipped) {
        say(`NOT INFLICTED: ${fault.skipped}.`);
        this.skip();
      }
      const stop = scene.load.measure();
      const began = performance.now();
      await fault.inflict(scene);
      await calm(scene);
      const stats = stop();
      say(
        `${Math.round((performance.now() - began) / 1000)} s: ${stats.requests} requests succeeded, ${stats.failed} failed, ` +
          `${stats.mostFailures} at most in a row; no user got a response for ${stats.longestSilenceMs} ms`,
      );
      judge(fault, stats);
    });
  }

  it('drains its backlog', async () => {
    const before = await scene.backlog();
    await scene.load.finish();
    await eventually(
      'every completed task has its successor, and nothing waits in outbox or Kafka',
      async () => {
        const { rows } = await scene.database.query<{ left: string }>(
          'select count(*) as left from task where completed_at is not null and successor_id is null',
        );
        return rows[0]?.left === '0' && isEmpty(await scene.backlog());
      },
      drainMs,
    );
    say(`from ${JSON.stringify(before)}`);
    const sockets = await scene.load.closePages();
    const { acknowledged, poison } = { ...scene, acknowledged: scene.load.acknowledged };
    const found = [
      ...(await checkInvariants(scene.database, acknowledged, poison)),
      ...(await checkHistory(scene, sockets)),
    ];
    invariants = new Map(found.map((invariant) => [invariant.name, invariant]));
    assert.equal(acknowledged.completed.size, acknowledged.created.size);
    const { deliveries, repeated, overtaken } = scene.history;
    say(`${acknowledged.created.size} tasks created, edited, reminded of and completed`);
    say(
      `${deliveries} events of tasks delivered, of which ${repeated} again, and ${overtaken.length} after a later one`,
    );
  });

  it('has kept every invariant', () => {
    assert.ok(invariants, 'the backlog was drained');
    const all = [...invariants.values()];
    for (const invariant of all) printInvariant(invariant, say);
    assert.deepEqual(
      all.filter(({ violations }) => violations.length > 0).map(({ name }) => name),
      [],
    );
    assert.deepEqual(
      all.filter(({ checked, name }) => checked === 0 && name !== noDeadLetter).map(({ name }) => name),
      [],
      'something was looked at',
    );
  });
});

async function calm({ system, load: { acknowledged } }: Scene): Promise<void> {
  await system.ready();
  const goal = performance.now() + calmMs;
  const before = acknowledged.created.size;
  await eventually('work goes on', () => performance.now() > goal && acknowledged.created.size > before, 60_000);
}

function judge({ api }: Fault, { requests, failed, mostFailures, longestSilenceMs: silence }: RequestStats): void {
  assert.ok(requests > 0, 'there were requests');
  if (api === 'responds') assert.equal(failed, 0, 'every request succeeded');
  if (api === 'responds when retried') assert.ok(mostFailures <= 2, 'another replica responded');
  assert.ok(silence < longestSilenceMs, 'the API was back in time');
}
