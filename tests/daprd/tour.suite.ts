import { daprConfig } from '../../infra/local/daprd/config.ts';
import { type DaprSystem, startDaprSystem } from '../../infra/local/daprd/system.ts';
import { planReplicas } from '../../infra/local/daprd/topology.ts';
import { startInNewFolder } from '../support/services/throw-away-system.ts';
import { walkTour } from '../tour/walk.ts';

describe('the tour of the README, on daprd and Kafka', () => {
  let system: DaprSystem;

  before(async function () {
    this.timeout(180_000);
    system = await startInNewFolder(async (options) => {
      const replicas = await planReplicas(options.ports, 1);
      return startDaprSystem({ ...options, ...daprConfig(), replicas, throwAway: true });
    });
  });
  after(async function () {
    this.timeout(60_000);
    await system?.stop();
  });

  it('works as it is written', async function () {
    this.timeout(120_000);
    await walkTour(system.urls);
  });
});
