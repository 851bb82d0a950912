import { call } from '../../api/api.client.ts';
import type { TaskEdits } from '../edits/edits.context.ts';
import { shownTasks } from '../edits/shown-tasks.ts';
import type { Filter } from '../filter/query/task.filter.ts';
import { queryString } from '../filter/query/task.query-string.ts';
import { type ListedTask, wholeTask } from '../task.ts';
import type { TaskPage } from './task.pages.ts';

const pageSize = '100';

/**
 * Reads all tasks of a filter, also those that the list has not loaded, with the pending edits applied.
 * @throws as `call` does
 */
export async function readAllTasks(filter: Filter, edits: TaskEdits): Promise<ListedTask[]> {
  const { cache, queue, user, eventsEnabled } = edits;
  const seen = { now: new Date(), timeZone: user.timeZone };
  const params = queryString(filter, seen, eventsEnabled);
  params.set('limit', pageSize);
  const pages: TaskPage[] = [];
  for (let cursor: string | null | undefined; cursor !== null; cursor = pages.at(-1)!.nextCursor) {
    if (cursor) params.set('cursor', cursor);
    const page = await call<TaskPage>('GET', `tasks?${params}`);
    pages.push({ ...page, items: cache.newest(page.items.map(wholeTask), filter) });
  }
  return shownTasks({ pages, pageParams: [] }, queue.snapshot(), filter, seen);
}
