import { randomBytes } from 'node:crypto';
import { eventually } from '../../support/eventually.ts';
import { TestApp } from '../test-app.ts';
import { appIds, type SidecarKind, startConformanceSystem, type TestSystem } from '../test-system.ts';
import { bindings } from './bindings.suite.ts';
import { broadcast } from './broadcast.suite.ts';
import { invocation } from './invocation.suite.ts';
import { pubsub } from './pubsub.suite.ts';
import { security } from './security.suite.ts';
import { deadLetters, type Stage } from './stage.ts';
import { state } from './state.suite.ts';

/** Tests the behaviour of any sidecar on which the services rely. */
export function conformance(kind: SidecarKind): void {
  describe(`a sidecar (${kind.name})`, function () {
    this.timeout(90_000);
    const stage = {} as Stage;

    before(async () => {
      stage.testSystem = await startConformanceSystem(kind);
      const run = `conformance-${randomBytes(4).toString('hex')}`;
      stage.topics = { single: `${run}.single`, bulk: `${run}.bulk`, broadcast: `${run}.broadcast` };
      const { single, bulk, broadcast: live } = stage.topics;
      const { ports, tokens } = stage.testSystem;
      const app = (appId: keyof Stage['apps'], wanted: ConstructorParameters<typeof TestApp>[2] = []) =>
        new TestApp(ports[appId].appPort, tokens[appId].appApiToken, wanted);
      stage.apps = {
        backend: app('backend', [{ pubsubname: 'pubsub', topic: deadLetters(live), takesAll: true }]),
        notification: app('notification'),
        recurring: app('recurring', [
          { pubsubname: 'pubsub', topic: single, deadLetterTopic: deadLetters(single) },
          {
            pubsubname: 'pubsub',
            topic: bulk,
            deadLetterTopic: deadLetters(bulk),
            bulk: { maxMessagesCount: 50, maxAwaitDurationMs: 50 },
          },
          { pubsubname: 'pubsub', topic: deadLetters(single), takesAll: true },
          { pubsubname: 'pubsub', topic: deadLetters(bulk), takesAll: true },
        ]),
        websocket: app('websocket', [{ pubsubname: 'broadcast', topic: live, deadLetterTopic: deadLetters(live) }]),
      };
      for (const name of ['backend', 'notification', 'recurring'] as const) await stage.apps[name].start();
      await Promise.all(appIds.map((appId) => stage.testSystem.sidecarOf(appId).waitUntilReady(30_000)));
      await eventually('the backend finds its neighbours', () => reachesAll(stage.testSystem));
    });

    after(async () => {
      for (const app of Object.values(stage.apps ?? {})) app.stop();
      await stage.testSystem?.stop();
    });

    pubsub(stage);
    broadcast(stage);
    invocation(stage);
    state(stage);
    bindings(stage);
    security(stage);
  });
}

async function reachesAll({ sidecarOf }: TestSystem): Promise<boolean> {
  const call = (appId: string) => sidecarOf('backend').invoke({ appId, method: 'GET', path: 'echo/200' });
  return await Promise.all([call('recurring'), call('notification')]).then(
    () => true,
    () => false,
  );
}
