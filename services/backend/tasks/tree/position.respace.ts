import { LockMode } from '@mikro-orm/core';
import { generateNKeysBetween } from 'fractional-indexing';
import { Task } from '../../../../shared/entities/index.ts';
import { Conflict } from '../../../../shared/http/problem.ts';
import type { ChangeRecorder } from '../write/change.recorder.ts';
import { type Sibling, siblingsNext } from './siblings.ts';

/** So many siblings on each side are spaced anew. More are, where an import gave the same position to all of them. */
const sizes = [100, 2_000];

/**
 * Puts a task behind a sibling, where no short position is left, by spacing the siblings around evenly. That is no change of these
 * tasks: they keep their versions, and only the owner's open pages are told.
 * @param before the sibling; undefined for the first place
 */
export async function respace(recorder: ChangeRecorder, task: Task, before: Sibling | undefined): Promise<void> {
  const { tx } = recorder;
  for (const size of sizes) {
    const below = await siblingsNext(tx, task, 'before', before, size + 1);
    const above = await siblingsNext(tx, task, 'behind', before, size + 1);
    const [lower, upper] = [below[size]?.position, above[size]?.position];
    if (lower !== undefined && lower === upper) continue;
    const ids = [...below.slice(0, size).reverse(), task, ...above.slice(0, size)].map(({ id }) => id);
    const others = await tx.find(
      Task,
      { id: { $in: ids.filter((id) => id !== task.id) } },
      { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
    );
    await tx.populate(others, ['reminders']);
    const positions = generateNKeysBetween(lower, upper, ids.length);
    for (const each of [task, ...others]) each.position = positions[ids.indexOf(each.id)]!;
    recorder.tell(others);
    return;
  }
  throw new Conflict('Too many tasks have the same position there. Move some of them elsewhere first.');
}
