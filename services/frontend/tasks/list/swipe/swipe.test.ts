import assert from 'node:assert/strict';
import { isSideways, swipeAt } from './swipe.ts';

describe('A finger on a row', () => {
  it('swipes when it goes to the side, and scrolls otherwise', () => {
    assert.ok(isSideways(20, 5) && isSideways(-20, -5));
    assert.ok(!isSideways(20, 15) && !isSideways(8, 0) && !isSideways(0, 40));
  });

  it('completes to the right and postpones to the left, once it has gone far enough', () => {
    assert.deepEqual([swipeAt(96, 390), swipeAt(-96, 390)], ['complete', 'postpone']);
    assert.deepEqual([swipeAt(95, 390), swipeAt(-50, 390)], [undefined, undefined]);
    assert.equal(swipeAt(70, 200), 'complete');
  });
});
