import assert from 'node:assert/strict';
import { habits } from '../load/habits.ts';
import { findKnee } from '../load/knee.ts';
import { type Costs, meanCost, parts, readCosts } from './costs.ts';
import { dayOf } from './day.ts';
import { seededRandom } from './queue/random.ts';
import { Timeline } from './queue/timeline.ts';
import { type Period, replay } from './replay.ts';
import { type Deployment, oneMachine, SystemModel } from './system.model.ts';

describe('the simulation of the system', () => {
  let costs: Costs;
  before(async () => {
    costs = await readCosts();
  });

  const simulate = (deployment: Deployment, periods: Period[], seed = 1) =>
    replay(new SystemModel(new Timeline(), seededRandom(seed), costs, deployment), periods);
  const kneeOf = async (deployment: Deployment) =>
    (await findKnee(Math.round(500 / demand()), (rate) => simulate(deployment, [{ rate, seconds: 5 }])[0]!))!.wanted;
  /** The ms of a processor that a request takes. */
  const demand = () => parts.reduce((sum, part) => sum + meanCost(costs, part), 0);

  it('has a cost for each kind of request of the load test', () => {
    assert.deepEqual(
      costs.requests.map(({ ms, ...kind }) => kind),
      habits.map(({ act, ...kind }) => kind),
    );
  });

  it('uses what its requests cost, whatever the rate', () => {
    for (const outcome of simulate(
      oneMachine,
      [0.2, 0.6].map((share) => ({ rate: (share * 2000) / demand(), seconds: 60 })),
    )) {
      const expected = (outcome.wanted * demand()) / 1000;
      assert.ok(Math.abs(outcome.cores - expected) < 0.05 * expected, `${outcome.cores}, not ${expected}`);
    }
  });

  it('has its knee below the rate for which there are not enough cores', async () => {
    const most = 2000 / demand();
    const knee = await kneeOf(oneMachine);
    assert.ok(knee > 0.6 * most && knee < most, `${knee} of ${most}`);
  });

  it('serves more with more replicas only where PostgreSQL has the cores for it', async () => {
    const knee = (backends: number, postgresCores: number) => kneeOf({ backends, postgresCores, websockets: 1 });
    const [one, backends, both] = [await knee(1, 1), await knee(4, 1), await knee(4, 4)];
    assert.ok(backends < 1.5 * one, `${one}, ${backends}`);
    assert.ok(both > 3 * one, `${one}, ${both}`);
  });

  it('delivers every event to every websocket replica', () => {
    const periods = [{ rate: 200, seconds: 20 }];
    const [one] = simulate({ backends: 2, postgresCores: 2, websockets: 1 }, periods);
    const [four] = simulate({ backends: 2, postgresCores: 2, websockets: 4 }, periods);
    const ratio = four!.queues.websocket / one!.queues.websocket;
    assert.ok(ratio > 3.5 && ratio < 4.5, `${ratio}`);
  });

  it('replays a day whose busiest hour has a tenth of the requests', () => {
    const day = dayOf(100_000, 50, 36);
    const requests = day.map(({ rate }) => rate * 3600);
    assert.equal(Math.round(requests.reduce((sum, count) => sum + count, 0)), 5_000_000);
    assert.equal(Math.round(Math.max(...requests)), 500_000);
    const outcomes = simulate(oneMachine, day);
    const sent = outcomes.reduce((sum, { succeeded }) => sum + succeeded, 0);
    assert.ok(Math.abs(sent - 50_000) < 1_500, `${sent}`);
    assert.deepEqual(simulate(oneMachine, day), outcomes);
    assert.notDeepEqual(simulate(oneMachine, day, 2), outcomes);
  });
});
