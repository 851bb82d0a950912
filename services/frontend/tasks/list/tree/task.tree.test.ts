import assert from 'node:assert/strict';
import { aTask } from '../../../../../tests/support/frontend/a-task.ts';
import type { Task } from '../../task.ts';
import { locationAfter, locationBetween, locationOf } from './task.moves.ts';
import { TaskTree } from './task.tree.ts';

const [summer, tent, pegs, food, winter] = [
  aTask({ title: 'Summer', position: 'a0' }),
  aTask({ title: 'Tent', position: 'a1' }),
  aTask({ title: 'Pegs', position: 'a0' }),
  aTask({ title: 'Food', position: 'a2' }),
  aTask({ title: 'Winter', position: 'a3' }),
];
tent.parentId = summer.id;
food.parentId = summer.id;
pegs.parentId = tent.id;
const all = [winter, food, pegs, tent, summer];
const none = new Set<string>();

/** Each title behind as many dashes as it is deep. */
function outline(tasks: Task[], collapsed: ReadonlySet<string> = none, isWhole = true): string[] {
  return new TaskTree(tasks, isWhole).branches(collapsed).map(({ task, depth }) => '-'.repeat(depth) + task.title);
}

/** The outline after the task went to the place. */
function after(task: Task, location: ReturnType<typeof locationAfter>): string[] {
  assert.ok(location);
  return outline(all.map((other) => (other === task ? { ...task, ...location } : other)));
}

describe('The tasks of a list in their own order', () => {
  const tree = new TaskTree(all, true);

  it('stand below their parents, and are hidden with them', () => {
    assert.deepEqual(outline(all), ['Summer', '-Tent', '--Pegs', '-Food', 'Winter']);
    assert.deepEqual(outline(all, new Set([tent.id])), ['Summer', '-Tent', '-Food', 'Winter']);
  });

  it('wait for their parents while these may be loaded, and are last without a position', () => {
    assert.deepEqual(outline([winter, tent, pegs], none, false), ['Winter']);
    assert.deepEqual(outline([winter, tent], none, true), ['Tent', 'Winter']);
    assert.deepEqual(outline([aTask({ title: 'New', position: '' }), winter]), ['Winter', 'New']);
  });

  it('go past their siblings, below the one before, and behind their parents', () => {
    const step = (task: Task, way: Parameters<typeof locationAfter>[2]) => after(task, locationAfter(tree, task, way));
    assert.deepEqual(step(food, 'up'), ['Summer', '-Food', '-Tent', '--Pegs', 'Winter']);
    assert.deepEqual(step(summer, 'down'), ['Winter', 'Summer', '-Tent', '--Pegs', '-Food']);
    assert.deepEqual(step(winter, 'indent'), ['Summer', '-Tent', '--Pegs', '-Food', '-Winter']);
    assert.deepEqual(step(food, 'indent'), ['Summer', '-Tent', '--Pegs', '--Food', 'Winter']);
    assert.deepEqual(step(tent, 'outdent'), ['Summer', '-Food', 'Tent', '-Pegs', 'Winter']);
    for (const [task, way] of [
      [summer, 'up'],
      [winter, 'down'],
      [tent, 'indent'],
      [summer, 'outdent'],
    ] as const) {
      assert.equal(locationAfter(tree, task, way), undefined);
    }
  });

  it('take the place next to the row where they are dropped, as deep as that allows', () => {
    const drop = (task: Task, gap: number, depth: number, collapsed = none) => {
      const rows = tree.branches(collapsed).filter((row) => row.task !== task);
      const found = locationBetween(tree, task, rows, gap, depth);
      return [found?.depth, after(task, found?.location)];
    };
    assert.deepEqual(drop(winter, 2, 9), [2, ['Summer', '-Tent', '--Winter', '--Pegs', '-Food']]);
    assert.deepEqual(drop(winter, 3, 0), [1, ['Summer', '-Tent', '--Pegs', '-Winter', '-Food']]);
    assert.deepEqual(drop(winter, 0, 5), [0, ['Winter', 'Summer', '-Tent', '--Pegs', '-Food']]);
    assert.deepEqual(drop(food, 3, 0), [0, ['Summer', '-Tent', '--Pegs', 'Food', 'Winter']]);
    const collapsed = new Set([summer.id]);
    assert.deepEqual(drop(winter, 1, 1, collapsed), [1, ['Summer', '-Tent', '--Pegs', '-Food', '-Winter']]);
  });

  it('have at most four levels, and repeat only at the first', () => {
    const deep = aTask({ parentId: pegs.id, position: 'a0' });
    const daily = aTask({ position: 'a4', recurrence: { frequency: 'daily', interval: 1, from: 'due' } });
    const other = new TaskTree([...all, deep, daily], true);
    const rows = other.branches(none);
    assert.equal(
      locationBetween(
        other,
        winter,
        rows.filter(({ task }) => task !== winter),
        4,
        9,
      )?.depth,
      3,
    );
    assert.equal(
      locationBetween(
        other,
        daily,
        rows.filter(({ task }) => task !== daily),
        1,
        1,
      ),
      undefined,
    );
    assert.equal(locationAfter(other, daily, 'indent'), undefined);
  });

  it('go back to where they were, and not behind a task that the server does not know', () => {
    assert.deepEqual(after(food, locationOf(tree, food)), outline(all));
    const unsent = aTask({ id: 'new:1', position: '' });
    const mixed = new TaskTree([summer, unsent, winter], true);
    assert.equal(locationAfter(mixed, winter, 'down')?.after, summer.id);
    assert.equal(locationAfter(mixed, unsent, 'indent')?.parentId, winter.id);
  });
});
