import { type System, startSystem } from '../../infra/local/system.ts';
import { freePorts, throwAwayFolder } from '../support/services/local-system.ts';
import { walkTour } from './walk.ts';

describe('the tour of the README', () => {
  const folder = throwAwayFolder();
  let system: System;

  before(async () => {
    const ports = await freePorts();
    system = await startSystem({ eventsEnabled: true, dataDir: folder.path, ports, frontend: false, throwAway: true });
  });
  after(async () => {
    await system?.stop();
    folder.remove();
  });

  it('works as it is written', async () => {
    await walkTour(system.urls);
  });
});
