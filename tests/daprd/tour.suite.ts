import { daprConfig } from '../../infra/local/daprd/config.ts';
import { type DaprSystem, startDaprSystem } from '../../infra/local/daprd/system.ts';
import { planReplicas } from '../../infra/local/daprd/topology.ts';
import { freePorts, throwAwayFolder } from '../support/services/local-system.ts';
import { walkTour } from '../tour/walk.ts';

describe('the tour of the README, on daprd and Kafka', () => {
  const folder = throwAwayFolder();
  let system: DaprSystem;

  before(async function () {
    this.timeout(180_000);
    const ports = await freePorts();
    const replicas = await planReplicas(ports, 1);
    system = await startDaprSystem({
      ...daprConfig(),
      ports,
      replicas,
      dataDir: folder.path,
      frontend: false,
      throwAway: true,
    });
  });
  after(async function () {
    this.timeout(60_000);
    await system?.stop();
    folder.remove();
  });

  it('works as it is written', async function () {
    this.timeout(120_000);
    await walkTour(system.urls);
  });
});
