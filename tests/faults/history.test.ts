import assert from 'node:assert/strict';
import { History } from './history.ts';

describe('the history of deliveries', () => {
  const history = (...deliveries: [id: string, version: number][]) => {
    const noted = new History();
    for (const [id, version] of deliveries) {
      noted.note('recurring', { topic: 'task-events', event: { id, data: { task: { id: 'task', version } } } });
    }
    return noted;
  };

  it('counts an event that comes again once, wherever it comes', () => {
    const noted = history(['a', 1], ['b', 2], ['a', 1], ['c', 3]);
    assert.deepEqual([noted.count('recurring', 'task'), noted.deliveries, noted.repeated], [3, 4, 1]);
    assert.deepEqual([noted.overtaken, noted.stale()], [[], []]);
  });

  it('tells when an older event is left for the last', () => {
    const stale = history(['a', 1], ['b', 2], ['a', 1]).stale();
    assert.deepEqual(
      stale.map(({ text }) => text),
      ['recurring task: 1 came last, and before it 2'],
    );
    assert.deepEqual(history(['a', 1], ['b', 2], ['a', 1], ['b', 2]).stale(), []);
  });

  it('tells of an event that came first after a later one', () => {
    const { overtaken } = history(['a', 1], ['c', 3], ['b', 2], ['c', 3]);
    assert.deepEqual(
      overtaken.map(({ text }) => text),
      ['recurring task: 2 came first after 3'],
    );
  });
});
