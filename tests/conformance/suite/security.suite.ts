import assert from 'node:assert/strict';
import { entriesOf, testEvent } from '../publisher.ts';
import type { Stage } from './stage.ts';

export function security(stage: Stage): void {
  describe('tokens', () => {
    for (const [kind, token] of [
      ['a wrong', 'not-the-token-of-the-api'],
      ['no', ''],
    ] as const) {
      it(`lets nobody call the sidecar with ${kind} API token`, async () => {
        const sidecar = stage.testSystem.sidecarOf('backend', token);
        const failed = await sidecar.publishBulk('pubsub', stage.topics.single, entriesOf([testEvent('x')]));
        assert.match([...failed.values()].join(), /401/);
        await assert.rejects(sidecar.getSecret('secrets', 'backend'), { status: 401 });
        await assert.rejects(sidecar.invoke({ appId: 'recurring', method: 'GET', path: 'echo/200' }), { status: 401 });
      });
    }

    it("lets no app call another one's sidecar, nor another app", async () => {
      const { tokens, ports } = stage.testSystem;
      for (const { apiToken, appApiToken } of [tokens.recurring, tokens.notification]) {
        const sidecar = stage.testSystem.sidecarOf('backend', apiToken);
        await assert.rejects(sidecar.getSecret('secrets', 'backend'), { status: 401 });
        const direct = await fetch(`http://127.0.0.1:${ports.backend.appPort}/echo/200`, {
          headers: { 'dapr-api-token': appApiToken },
        });
        assert.equal(direct.status, 401);
      }
    });

    it('answers health checks without one', async () => {
      await stage.testSystem.sidecarOf('backend', '').waitUntilReady(1_000);
    });

    it('shows the apps their token, which the caller does not know', async () => {
      const { appPort } = stage.testSystem.ports.recurring;
      const direct = await fetch(`http://127.0.0.1:${appPort}/echo/200`, {
        headers: { 'dapr-api-token': stage.testSystem.tokens.backend.apiToken },
      });
      assert.equal(direct.status, 401);
      await stage.testSystem.sidecarOf('backend').invoke({ appId: 'recurring', method: 'GET', path: 'echo/200' });
    });
  });
}
