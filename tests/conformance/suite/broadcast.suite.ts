import assert from 'node:assert/strict';
import { eventually } from '../../support/eventually.ts';
import { entriesOf, testEvent } from '../publisher.ts';
import { deadLetters, type Stage } from './stage.ts';

export function broadcast(stage: Stage): void {
  describe('with a broadcast subscription', () => {
    const publish = async (events: ReturnType<typeof testEvent>[]) => {
      const failed = await stage.testSystem
        .sidecarOf('backend')
        .publishBulk('broadcast', stage.topics.broadcast, entriesOf(events));
      assert.deepEqual([...failed], []);
    };
    const got = () => stage.apps.websocket.taken(stage.topics.broadcast).map(({ data }) => data.position);

    /** Publishes until the app receives an event, because a group that joins at the newest offset misses earlier events. */
    const untilItHears = (position: number) =>
      eventually('the subscriber hears', async () => {
        await publish([testEvent('owner', position)]);
        return got().includes(position);
      });

    it('acknowledges at once when nobody listens', async () => {
      await publish([testEvent('owner', 1)]);
    });

    it('delivers what is published while the subscriber is up', async () => {
      await stage.apps.websocket.start();
      await untilItHears(2);
      await publish([testEvent('owner', 3), testEvent('owner', 4)]);
      await eventually('both are there', () => got().includes(4));
      assert.deepEqual(
        got().filter((position) => position > 2),
        [3, 4],
      );
    });

    it('hands dead letters to a reader on the other component, for both have the same brokers', async () => {
      const invalid = { ...testEvent('owner'), data: 'nonsense' };
      await publish([invalid as never]);
      await eventually('the dead letter is there', () =>
        stage.apps.backend.taken(deadLetters(stage.topics.broadcast)).some(({ id }) => id === invalid.id),
      );
    });

    it('gives a new replica the newest only', async () => {
      stage.apps.websocket.stop();
      await eventually('the loss is noticed', async () => {
        await publish([testEvent('owner', 5)]);
        return true;
      });
      await stage.testSystem.sidecars.replace('websocket');
      await stage.apps.websocket.start();
      await untilItHears(6);
      assert.equal(got().includes(1), false);
      assert.equal(got().includes(5), false);
    });
  });
}
