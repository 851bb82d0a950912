import assert from 'node:assert/strict';
import { InvocationError } from '../../../shared/dapr/sidecar.errors.ts';
import { eventually } from '../../support/eventually.ts';
import type { Stage } from './stage.ts';

export function invocation(stage: Stage): void {
  describe('service invocation', () => {
    it('passes on method, query, headers and body, and returns the response', async () => {
      const response = await stage.testSystem.sidecarOf('backend').invoke({
        appId: 'notification',
        method: 'PUT',
        path: 'echo/201?a=1&b=x%20y',
        headers: { 'x-test': 'yes' },
        body: { text: 'Grüße' },
      });
      assert.deepEqual(response, {
        method: 'PUT',
        query: { a: '1', b: 'x y' },
        header: 'yes',
        body: { text: 'Grüße' },
      });
    });

    for (const status of [400, 404, 409, 412, 500]) {
      it(`passes ${status} on with its body`, async () => {
        const call = stage.testSystem
          .sidecarOf('backend')
          .invoke({ appId: 'notification', method: 'GET', path: `echo/${status}` });
        await assert.rejects(call, (error) => {
          assert.ok(error instanceof InvocationError);
          assert.deepEqual([error.status, error.code], [status, undefined]);
          assert.partialDeepStrictEqual(error.body, { method: 'GET', query: {} });
          return true;
        });
      });
    }

    it('names an app that does not exist', async () => {
      const call = stage.testSystem.sidecarOf('backend').invoke({ appId: 'nobody', method: 'GET', path: 'echo/200' });
      await assert.rejects(call, { name: 'InvocationError', status: 500, code: 'ERR_DIRECT_INVOKE' });
    });

    it('fails while the callee is down, and works again when it is back', async () => {
      const sidecar = stage.testSystem.sidecarOf('recurring');
      const call = () => sidecar.invoke({ appId: 'notification', method: 'GET', path: 'echo/200' });
      stage.apps.notification.stop();
      await assert.rejects(call(), { name: 'InvocationError', status: 500 });
      await stage.apps.notification.start();
      await eventually('the callee responds', () =>
        call().then(
          () => true,
          () => false,
        ),
      );
    });
  });
}
