import assert from 'node:assert/strict';
import { EtagMismatchError, SidecarError } from '../../../shared/dapr/sidecar.errors.ts';
import { eventually } from '../../support/eventually.ts';
import type { Stage } from './stage.ts';

export function state(stage: Stage): void {
  describe('the state store', () => {
    const sidecar = () => stage.testSystem.sidecarOf('recurring');
    const read = async (key: string) => (await sidecar().getState<unknown>('statestore', key))?.value;

    it('has nothing under a new key', async () => {
      assert.equal(await sidecar().getState('statestore', 'nothing'), undefined);
    });

    it('keeps values as they are', async () => {
      for (const value of [{ deep: { list: [1, null, 'ü'] } }, 'text', 0, false, null]) {
        await sidecar().saveState('statestore', 'value', value);
        assert.deepEqual(await read('value'), value);
      }
    });

    it('lets the first of two writers win', async () => {
      await sidecar().saveState('statestore', 'race', 1);
      const etag = (await sidecar().getState('statestore', 'race'))?.etag;
      await sidecar().saveState('statestore', 'race', 2, { etag });
      await assert.rejects(sidecar().saveState('statestore', 'race', 3, { etag }), EtagMismatchError);
      assert.equal(await read('race'), 2);
    });

    it('takes no etag that it never gave', async () => {
      await sidecar().saveState('statestore', 'invented', 1);
      await assert.rejects(sidecar().saveState('statestore', 'invented', 2, { etag: 'x' }), EtagMismatchError);
    });

    it('writes only if absent when asked to', async () => {
      await sidecar().saveState('statestore', 'first', 1, { onlyIfAbsent: true });
      await assert.rejects(sidecar().saveState('statestore', 'first', 2, { onlyIfAbsent: true }), EtagMismatchError);
      assert.equal(await read('first'), 1);
    });

    it('lets one of many simultaneous first writers win', async () => {
      const writes = [1, 2, 3, 4, 5].map((n) => sidecar().saveState('statestore', 'rush', n, { onlyIfAbsent: true }));
      const results = await Promise.allSettled(writes);
      assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    });

    it('forgets after the time to live, and lets a first writer in again', async () => {
      await sidecar().saveState('statestore', 'mortal', 1, { ttlSeconds: 1 });
      assert.equal(await read('mortal'), 1);
      await eventually('the value is gone', async () => (await read('mortal')) === undefined);
      await sidecar().saveState('statestore', 'mortal', 2, { onlyIfAbsent: true });
      assert.equal(await read('mortal'), 2);
    });

    it('deletes, with and without an etag', async () => {
      await sidecar().saveState('statestore', 'doomed', 1);
      const etag = (await sidecar().getState('statestore', 'doomed'))?.etag;
      await sidecar().saveState('statestore', 'doomed', 2);
      await assert.rejects(sidecar().deleteState('statestore', 'doomed', { etag }), EtagMismatchError);
      assert.equal(await read('doomed'), 2);
      await sidecar().deleteState('statestore', 'doomed');
      assert.equal(await read('doomed'), undefined);
      await sidecar().deleteState('statestore', 'doomed');
    });

    it('keeps the apps apart', async () => {
      await sidecar().saveState('statestore', 'mine', 1);
      assert.equal(await stage.testSystem.sidecarOf('notification').getState('statestore', 'mine'), undefined);
    });

    it('is closed to apps outside its scope', async () => {
      await assert.rejects(stage.testSystem.sidecarOf('backend').getState('statestore', 'mine'), SidecarError);
    });
  });
}
